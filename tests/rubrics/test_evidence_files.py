"""Files beside a rating: who may add, open and remove them, and what is refused."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from plplanner.districts.enums import Role
from plplanner.kit.file_form import LARGEST_FILE
from rubrics.models import EvidenceFile, Rater
from rubrics.services.assessments import close_assessment
from rubrics.services.evidence_files import MOST_FILES
from tests.factories.rubrics import EvidenceFileFactory
from tests.rubrics.raters import director_of, leader_of, opened, rate_url, rating_of, signed_in

pytestmark = pytest.mark.django_db


def add(rater: Rater, name: str = "minutes.txt", content: bytes = b"What we said.") -> str:
    """Add a file and return the page that answers."""
    url = f"{rate_url(rater.assessment)}files/"
    upload = SimpleUploadedFile(name, content)
    return signed_in(rater.user).post(url, {"file": upload}, follow=True).content.decode()


def address(file: EvidenceFile) -> str:
    return f"/self-assessments/{file.rating.rater.assessment_id}/files/{file.pk}/"


def test_a_file_is_sent_back_as_an_attachment() -> None:
    rater = leader_of(opened())
    add(rater, "Süd minutes.txt")

    answer = signed_in(rater.user).get(address(EvidenceFile.objects.get()))

    assert answer.content == b"What we said."
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert (answer.headers["Content-Type"], answer.headers["X-Content-Type-Options"]) == (
        "application/octet-stream",
        "nosniff",
    )


def test_the_same_file_twice_is_one() -> None:
    rater = leader_of(opened())

    add(rater)
    add(rater, "again.txt")

    assert [each.name for each in EvidenceFile.objects.all()] == ["minutes.txt"]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("plan.docm", b"macro", "This kind of file cannot be kept here."),
        ("page.html", b"<script>", "This kind of file cannot be kept here."),
        ("empty.pdf", b"", "The file is empty."),
        ("large.pdf", b"x" * (LARGEST_FILE + 1), "The file is larger than 10 MB."),
    ],
    ids=["macros", "page", "empty", "large"],
)
def test_what_cannot_be_kept_is_refused_in_words(name: str, content: bytes, sentence: str) -> None:
    rater = leader_of(opened())

    page = add(rater, name, content)

    assert sentence in page
    assert not EvidenceFile.objects.exists()


def test_one_file_too_many_is_refused() -> None:
    rater = leader_of(opened())
    EvidenceFileFactory.create_batch(MOST_FILES, rating=rating_of(rater))

    page = add(rater)

    assert f"There are {MOST_FILES} files already." in page
    assert EvidenceFile.objects.count() == MOST_FILES


def test_no_file_is_added_after_closing() -> None:
    assessment = opened()
    rater = leader_of(assessment)
    close_assessment(assessment=assessment, version=assessment.version, by=director_of(assessment))

    page = add(rater)

    assert "This self-assessment is not open" in page
    assert not EvidenceFile.objects.exists()


def test_directors_open_files_where_people_rate_by_name_and_others_do_not() -> None:
    assessment = opened(leaders=2)
    rater = leader_of(assessment)
    add(rater)
    url = address(EvidenceFile.objects.get())
    other = assessment.raters.filter(role=Role.LEADER).exclude(pk=rater.pk).get().user

    assert signed_in(director_of(assessment)).get(url).status_code == 200
    assert signed_in(other).get(url).status_code == 403


def test_nobody_else_opens_a_file_of_an_anonymous_one() -> None:
    assessment = opened(is_anonymous=True)
    add(leader_of(assessment))

    answer = signed_in(director_of(assessment)).get(address(EvidenceFile.objects.get()))

    assert answer.status_code == 403


@pytest.mark.django_db(transaction=True)
def test_removing_a_file_deletes_what_is_stored() -> None:
    rater = leader_of(opened())
    add(rater)
    file = EvidenceFile.objects.get()
    path = str(file.content.name)

    signed_in(rater.user).post(f"{address(file)}remove/")

    assert not EvidenceFile.objects.exists()
    assert not default_storage.exists(path)


def test_a_directors_post_removes_nothing_of_a_leaders() -> None:
    assessment = opened()
    add(leader_of(assessment))

    answer = signed_in(director_of(assessment)).post(f"{address(EvidenceFile.objects.get())}remove/")

    assert answer.status_code == 403
    assert EvidenceFile.objects.count() == 1
