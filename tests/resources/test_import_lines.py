"""Files of ledger lines: what they say is what is stored, once, and only if all of it is right."""

from decimal import Decimal

import pytest
from django.utils import timezone

from plplanner.districts.models import AuditEntry, District, School, User
from plplanner.kit.editing import Edit, texts_of
from resources.imports.report import Counts, LedgerReport
from resources.models import Department, Fund, LedgerImport, LedgerLine, Pathway
from resources.services.lines import line_values, remove_line, save_line
from tests.factories import AccountCodeFactory, DistrictFactory, FundFactory, SchoolFactory, UserFactory
from tests.resources.import_files import LINE, load, sentences
from tests.resources.ledgers import expected_fund_totals, expected_totals, stored_fund_totals, stored_totals

pytestmark = pytest.mark.django_db

SHARED = {**LINE, "funds": "Title II-A 60%; Local 40%"}
THE_SAME = Counts(same=1)


@pytest.fixture
def district() -> District:
    return DistrictFactory.create(leaid="0100840")


@pytest.fixture
def by(district: District) -> User:
    return UserFactory.create(name="Dana Director")


@pytest.fixture(autouse=True)
def funds(district: District) -> list[Fund]:
    return [FundFactory.create(district=district, name=name) for name in ("Title II-A", "Local")]


@pytest.fixture
def school(district: District) -> School:
    return SchoolFactory.create(district=district, name="Elm Elementary", nces_id="010084000123")


def _counts(report: LedgerReport) -> tuple[int, int, int]:
    counts = report.counts["lines"]
    return counts.new, counts.changed, counts.same


def _totals_are_right(district: District) -> bool:
    lines = stored_totals(district) == expected_totals(district)
    return lines and stored_fund_totals(district) == expected_fund_totals(district)


def _edit(line: LedgerLine, by: User, **values: object) -> None:
    edit = Edit(version=line.version, base=texts_of(line_values(line)), values=values)
    save_line(line=line, edit=edit, by=by)


def test_line_is_stored_as_the_file_says(district: District, by: User) -> None:
    report = load(district, {**SHARED, "unit": "FTE", "quantity": "1.5", "recurring": "Yes"}, by=by)

    line = LedgerLine.objects.get()
    assert (sentences(report), _counts(report)) == ([], (1, 0, 0))
    assert (line.title, line.school_year, line.resource_kind, line.unit) == ("Reading coach", 2025, "staff", "fte")
    assert (line.planned, line.committed, line.quantity) == (Decimal("80000.00"), None, Decimal("1.5"))
    assert (line.is_recurring, line.updated_by, line.version) == (True, by, 1)
    assert [(share.fund.name, share.part, share.planned) for share in line.shares.all()] == [
        ("Title II-A", Decimal(60), Decimal("48000.00")),
        ("Local", Decimal(40), Decimal("32000.00")),
    ]
    assert (line.source_import, _totals_are_right(district)) == (LedgerImport.objects.get(), True)


def test_load_leaves_one_audit_entry_with_digest_and_counts(district: District, by: User) -> None:
    report = load(district, LINE, {**LINE, "id": "GL-2"}, by=by)

    entry = AuditEntry.objects.get()
    assert (entry.action, entry.object_name, entry.actor_name) == ("load-ledger-file", "ledger.csv", "Dana Director")
    assert entry.detail["lines"] == {"new": 2, "changed": 0, "same": 0}
    assert (entry.detail["sha256"], entry.object_id) == (report.sha256, str(report.import_id))


@pytest.mark.parametrize("row", [SHARED, {**SHARED, "id": ""}], ids=["with id", "without id"])
def test_same_file_twice_changes_nothing(district: District, row: dict[str, str]) -> None:
    twice = [row, {**row, "id": row["id"] and "GL-2"}]
    load(district, *twice)
    before = list(LedgerLine.objects.order_by("pk").values())

    report = load(district, *twice)

    assert (_counts(report), list(LedgerLine.objects.order_by("pk").values())) == ((0, 0, 2), before)
    assert (LedgerImport.objects.count(), AuditEntry.objects.count()) == (1, 1)


def test_row_without_id_is_known_again_however_it_is_spelled(district: District) -> None:
    load(district, {**SHARED, "id": "", "department": "Curriculum"})

    again = {**SHARED, "id": "–", "department": " curriculum", "planned": "80000.00", "fiscal_year": "FY26"}

    assert _counts(load(district, again)) == (0, 0, 1)


def test_same_id_changes_the_line_with_its_shares_history_and_totals(district: District, by: User) -> None:
    load(district, SHARED)

    report = load(district, {**SHARED, "planned": "100,000", "actual": "99.99"}, by=by)

    line = LedgerLine.objects.get()
    assert (_counts(report), line.version, line.planned) == ((0, 1, 0), 2, Decimal("100000.00"))
    assert [(share.planned, share.actual) for share in line.shares.all()] == [
        (Decimal("60000.00"), Decimal("59.99")),
        (Decimal("40000.00"), Decimal("40.00")),
    ]
    assert [(past.planned, past.history_user) for past in line.history.all()] == [(Decimal("100000.00"), by)]
    assert _totals_are_right(district)


def test_column_that_the_file_has_not_got_stays(district: District) -> None:
    load(district, {**SHARED, "note": "Two coaches"})

    report = load(district, {"id": "GL-1", "planned": "90000"})

    line = LedgerLine.objects.get()
    assert (_counts(report), line.title, line.note, line.planned) == (
        (0, 1, 0), "Reading coach", "Two coaches", Decimal("90000.00"),
    )  # fmt: skip
    assert ([share.planned for share in line.shares.all()], _totals_are_right(district)) == (
        [Decimal("54000.00"), Decimal("36000.00")], True,
    )  # fmt: skip


def test_change_of_what_a_person_edited_is_said_with_name_and_day(district: District, by: User) -> None:
    load(district, LINE)
    _edit(LedgerLine.objects.get(), by, planned=Decimal(85_000))
    today = timezone.localdate()

    report = load(district, LINE, dry_run=True)

    (change,) = report.changes
    assert [tuple(cell) for cell in change.cells] == [("planned", "$85,000", "$80,000")]
    assert change.edited == f"changed here by Dana Director on {today:%b} {today.day}, {today.year}"
    assert (report.edited_here, LedgerLine.objects.get().planned) == (1, Decimal(85_000))


def test_change_of_what_only_files_wrote_names_nobody(district: District) -> None:
    load(district, LINE)
    load(district, {**LINE, "planned": "1"})

    report = load(district, LINE, dry_run=True)

    assert ([change.edited for change in report.changes], report.edited_here) == ([""], 0)


def test_removed_line_is_named_and_stays_removed(district: District, by: User) -> None:
    load(district, LINE)
    remove_line(line=LedgerLine.objects.get(), by=by)
    today = timezone.localdate()

    report = load(district, {**LINE, "planned": "1"})

    assert sentences(report) == [
        (
            f"2 : This line was removed here by Dana Director on {today:%b} {today.day}, {today.year}. It stays "
            "removed, and the row is left out. Bring the line back first if it should count."
        )
    ]
    assert (report.errors, report.removed_here, report.has_changes) == (0, 1, False)


def test_line_without_an_id_there_is_found_by_its_own(district: District, by: User) -> None:
    load(district, LINE)
    line = LedgerLine.objects.get()
    _edit(line, by, external_id="")

    report = load(district, {**LINE, "id": str(line.pk), "title": "Literacy coach"})

    line.refresh_from_db()
    assert (_counts(report), line.title, line.external_id) == ((0, 1, 0), "Literacy coach", "")


def test_id_of_another_district_s_line_is_only_a_text(district: District) -> None:
    load(DistrictFactory.create(), LINE)
    theirs = LedgerLine.objects.get()

    report = load(district, {**LINE, "id": str(theirs.pk)})

    assert (_counts(report), LedgerLine.objects.for_district(district).get().external_id) == ((1, 0, 0), str(theirs.pk))


def test_departments_and_pathways_are_added_with_the_file(district: District) -> None:
    rows = [{**LINE, "department": "Curriculum", "pathway": "Reading"}, {**LINE, "id": "2", "department": "curriculum"}]

    assert load(district, *rows, dry_run=True).notices == [
        "1 department is not here yet and added with the file: “Curriculum”.",
        "1 pathway is not here yet and added with the file: “Reading”.",
    ]
    load(district, *rows)

    assert [str(each) for each in [*Department.objects.all(), *Pathway.objects.all()]] == ["Curriculum", "Reading"]
    assert [line.department for line in LedgerLine.objects.all()] == [Department.objects.get()] * 2


def test_removed_department_is_kept_by_its_lines_and_given_to_no_other(district: District) -> None:
    load(district, {**LINE, "department": "Curriculum"})
    Department.objects.update(removed_at=timezone.now())

    report = load(district, {**LINE, "department": "Curriculum"}, {**LINE, "id": "GL-2", "department": "Curriculum"})

    assert report.counts["lines"] == THE_SAME
    assert sentences(report) == ["3 department: This department was removed here. Bring it back, or name another."]


@pytest.mark.parametrize("said", ["Elm Elementary", "elm  elementary", "010084000123", "10084000123"])
def test_school_is_found_by_name_or_id(district: District, school: School, said: str) -> None:
    report = load(district, {**LINE, "school": said})

    assert (LedgerLine.objects.get().school, report.errors) == (school, 0)
    assert report.schools_restored == (said == "10084000123")


def test_two_schools_of_one_name_are_told_apart_by_id(district: District, school: School) -> None:
    SchoolFactory.create(district=district, name=school.name)

    assert sentences(load(district, {**LINE, "school": school.name})) == [
        "2 school: More than one has this name. Enter its id instead of its name."
    ]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_note_keeps_its_lines_and_all_else_is_one_line(district: District, ending: str) -> None:
    said = {**LINE, "title": f"Reading{ending}coach", "note": f"  Three days:{ending}{ending}- August{ending}- May "}

    first, again = load(district, said), load(district, said)

    line = LedgerLine.objects.get()
    assert (line.title, line.note) == ("Reading coach", "Three days:\n\n- August\n- May")
    assert (first.counts["lines"].new, again.counts["lines"].same) == (1, 1)


def test_note_that_lost_its_lines_on_the_way_is_no_change(district: District) -> None:
    load(district, {**LINE, "note": "Three days:\n- August"})

    report = load(district, {**LINE, "note": "Three days: - August"})

    assert (report.counts["lines"].same, LedgerLine.objects.get().note) == (1, "Three days:\n- August")


def test_missing_is_never_zero_and_nothing_chosen_is_blank(district: District) -> None:
    load(district, {**LINE, "planned": "†", "committed": "N/A", "actual": "–", "school": "---", "funds": "‡"})

    line = LedgerLine.objects.get()
    assert (line.planned, line.committed, line.actual, line.school, line.shares.count()) == (None, None, None, None, 0)


def test_codes_of_the_state_come_before_the_nation_s(district: District) -> None:
    AccountCodeFactory.create(code="2213")
    own = AccountCodeFactory.create(code="2213", state=district.state)

    load(district, {**LINE, "function_code": "2213 Instructional staff training"})

    assert LedgerLine.objects.get().function_code == own


def test_lines_keep_the_order_of_the_file(district: District) -> None:
    load(district, *({**LINE, "id": f"GL-{number}", "title": f"Line {number}"} for number in range(30)))

    lines = LedgerLine.objects.order_by("created_at", "pk")
    assert [line.title for line in lines] == [f"Line {number}" for number in range(30)]
