"""Documents that support a line: who may add, open and remove them, and what is refused."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from plplanner.districts.models import AuditEntry, District
from plplanner.kit.file_form import LARGEST_FILE
from resources.models import LedgerLine, LineDocument
from resources.services.line_documents import MOST_DOCUMENTS
from tests.factories import DistrictFactory, MembershipFactory, UserFactory
from tests.resources.lines import ledger_url, line_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(client: Client) -> District:
    membership = MembershipFactory.create(user=UserFactory.create(), district=DistrictFactory.create(), role="editor")
    client.force_login(membership.user)
    assert membership.district is not None
    return membership.district


@pytest.fixture
def line(district: District) -> LedgerLine:
    return line_of(district, "Coach", "100")


def add(client: Client, line: LedgerLine, name: str = "contract.pdf", content: bytes = b"We agree.") -> str:
    """Add a document and return the page that answers."""
    upload = SimpleUploadedFile(name, content)
    return client.post(f"/resources/lines/{line.pk}/documents/", {"file": upload}, follow=True).content.decode()


def test_a_document_is_sent_back_as_an_attachment(client: Client, line: LedgerLine) -> None:
    page = add(client, line, "Süd contract.pdf")

    answer = client.get(f"/resources/lines/{line.pk}/documents/{LineDocument.objects.get().pk}/")

    assert "“Süd contract.pdf” is kept with the line." in page
    assert answer.content == b"We agree."
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert (answer.headers["Content-Type"], answer.headers["X-Content-Type-Options"]) == (
        "application/octet-stream",
        "nosniff",
    )


def test_the_ledger_says_which_lines_have_documents(client: Client, line: LedgerLine, district: District) -> None:
    add(client, line)
    add(client, line)
    add(client, line, "agenda.txt", b"First, a welcome.")

    assert "2 documents<" in client.get(ledger_url(district)).content.decode()
    assert list(AuditEntry.objects.for_object(line.pk).values_list("action", flat=True)) == ["add-document"] * 2


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("plan.docm", b"macro", "This kind of file cannot be kept here. Save it as PDF."),
        ("page.html", b"<script>", "This kind of file cannot be kept here. Save it as PDF."),
        ("empty.pdf", b"", "The file is empty. Choose another one."),
        ("large.pdf", b"x" * (LARGEST_FILE + 1), "The file is larger than 10 MB. Make it smaller."),
    ],
    ids=["macros", "page", "empty", "large"],
)
def test_what_cannot_be_kept_is_refused(
    name: str, content: bytes, sentence: str, client: Client, line: LedgerLine
) -> None:
    assert sentence in add(client, line, name, content)
    assert not LineDocument.objects.exists()


def test_a_line_has_only_so_many_documents(client: Client, line: LedgerLine) -> None:
    for number in range(MOST_DOCUMENTS + 1):
        page = add(client, line, content=str(number).encode())

    assert f"There are {MOST_DOCUMENTS} documents already. Remove one first." in page
    assert LineDocument.objects.count() == MOST_DOCUMENTS


def test_a_removed_document_is_gone_from_the_disk(
    client: Client, line: LedgerLine, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    add(client, line)
    document = LineDocument.objects.get()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/resources/lines/{line.pk}/documents/{document.pk}/remove/")

    assert not LineDocument.objects.exists()
    assert not default_storage.exists(str(document.content.name))


def test_a_document_of_another_line_is_not_found(client: Client, line: LedgerLine, district: District) -> None:
    add(client, line)
    other = line_of(district, "Books")
    document = LineDocument.objects.get()

    assert client.get(f"/resources/lines/{other.pk}/documents/{document.pk}/").status_code == 404
    assert client.post(f"/resources/lines/{other.pk}/documents/{document.pk}/remove/").status_code == 404
