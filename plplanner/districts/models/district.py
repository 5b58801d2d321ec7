"""Districts and their schools."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from plplanner.districts.enums import Grade, Locale, NeedDesignation, State, TitleOne
from plplanner.districts.models.people import User
from plplanner.kit.rows import VersionedRow

LEAID_LENGTH = 7
NCES_SCHOOL_ID_LENGTH = 12


class DistrictQuerySet(models.QuerySet["District"]):
    """Districts by who may see them."""

    def visible_to(self, user: User) -> "DistrictQuerySet":
        """Keep the districts the person belongs to, or reviews; an administrator sees all."""
        if user.is_administrator:
            return self
        mine = user.memberships.all()
        return self.filter(
            Q(pk__in=mine.filter(district__isnull=False).values("district"))
            | Q(state__in=mine.exclude(state="").values("state"))
        )

    def in_state(self, state: str) -> "DistrictQuerySet":
        """Keep the districts of one state; an empty state keeps all."""
        return self.filter(state=state) if state else self

    def matching(self, words: str) -> "DistrictQuerySet":
        """Keep the districts that answer to every word: part of the name, a state, or a LEAID.

        A LEAID is found also without the zeros that a spreadsheet dropped from its front.
        """
        found = self
        for word in words.split():
            states = [code for code, label in State.choices if word.upper() in (code, str(label).upper())]
            matches = Q(name__icontains=word) | Q(state__in=states)
            if word.isascii() and word.isdigit() and len(word) <= LEAID_LENGTH:
                matches |= Q(leaid__startswith=word) | Q(leaid=word.zfill(LEAID_LENGTH))
            found = found.filter(matches)
        return found


class District(VersionedRow):
    """A local education agency (LEA)."""

    name = models.CharField("name", max_length=200)
    state = models.CharField("state", max_length=2, choices=State)
    leaid = models.CharField(
        "NCES LEAID",
        max_length=LEAID_LENGTH,
        blank=True,
        help_text="Seven digits, with the zeros in front. Leave empty if the district has none.",
        validators=[RegexValidator(r"^[0-9]{7}\Z", "Enter seven digits, for example 0100840.")],
    )
    locale = models.CharField("locale", max_length=2, choices=Locale, blank=True)
    agency_type = models.CharField("agency type", max_length=120, blank=True)

    objects = DistrictQuerySet.as_manager()

    class Meta:
        verbose_name = "district"
        ordering = ["name", "state"]
        constraints = [
            models.UniqueConstraint(
                fields=["leaid"],
                condition=~Q(leaid=""),
                name="district_leaid_unique",
                violation_error_message="Another district has this LEAID. Search for it instead.",
            ),
        ]
        indexes = [models.Index(fields=["state", "name"], name="district_state_name")]

    def __str__(self) -> str:
        return f"{self.name}, {self.state}"

    def get_absolute_url(self) -> str:
        """Return the address of the district's page."""
        return reverse("districts:district-detail", args=[self.pk])


class SchoolQuerySet(models.QuerySet["School"]):
    """Schools by whose they are, and who may see them."""

    def visible_to(self, user: User) -> "SchoolQuerySet":
        """Keep the schools of the districts that the person may see."""
        return self.filter(district__in=District.objects.visible_to(user))

    def for_district(self, district: District) -> "SchoolQuerySet":
        """Keep the schools of one district."""
        return self.filter(district=district)

    def present(self) -> "SchoolQuerySet":
        """Leave out the removed ones."""
        return self.filter(removed_at=None)


class School(VersionedRow):
    """A school of a district."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="schools")
    name = models.CharField("name", max_length=200)
    nces_id = models.CharField(
        "NCES school id",
        max_length=NCES_SCHOOL_ID_LENGTH,
        blank=True,
        help_text="Twelve digits, with the zeros in front. Leave empty if you do not have it.",
        validators=[RegexValidator(r"^[0-9]{12}\Z", "Enter twelve digits, for example 010084000123.")],
    )
    lowest_grade = models.CharField("lowest grade", max_length=2, choices=Grade, blank=True)
    highest_grade = models.CharField("highest grade", max_length=2, choices=Grade, blank=True)
    title_one = models.CharField("Title I", max_length=20, choices=TitleOne, blank=True)
    need_designation = models.CharField("need designation", max_length=20, choices=NeedDesignation, blank=True)
    removed_at = models.DateTimeField("removed", null=True, blank=True, editable=False)
    removed_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="schools_removed"
    )

    objects = SchoolQuerySet.as_manager()

    class Meta:
        verbose_name = "school"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["nces_id"],
                condition=~Q(nces_id=""),
                name="school_nces_id_unique",
                violation_error_message="Another school has this NCES id.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def grade_span(self) -> str:
        """Name the grades served: "Grade 3" to "Grade 5" gives "03–05"; empty when not known."""
        return "–".join(dict.fromkeys(filter(None, [self.lowest_grade, self.highest_grade])))
