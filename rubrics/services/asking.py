"""Telling raters that they are asked."""

import logging
from collections.abc import Callable, Iterable
from smtplib import SMTPException

from django.core.mail import get_connection
from django.core.mail.message import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

from plplanner.districts.models import User
from plplanner.kit.text import clean_line
from rubrics.models import SelfAssessment
from rubrics.selectors.assessments import state_sentence

logger = logging.getLogger(__name__)

LinkTo = Callable[[SelfAssessment], str]
"""Turns a self-assessment into the address of the page where a rater begins."""


def tell_raters(assessment: SelfAssessment, people: Iterable[User], *, link_to: LinkTo, by: User) -> None:
    """Mail each person but the one who asks, once everything is saved; a failing mail server is only logged.

    Whoever gets no mail still finds the self-assessment on their first page.
    """
    words = {
        "asker": clean_line(str(by)),
        "district": clean_line(assessment.district.name),
        "title": clean_line(assessment.title),
        "state": state_sentence(assessment),
        "is_anonymous": assessment.is_anonymous,
        "link": link_to(assessment),
    }
    subject = clean_line(f"Please rate: {assessment.title}")
    body = render_to_string("rubrics/email/asked.txt", words)
    mails = [EmailMessage(subject, body, to=[person.email]) for person in people if person != by]
    if mails:
        transaction.on_commit(lambda: _send(mails))


def _send(mails: list[EmailMessage]) -> None:
    try:
        get_connection().send_messages(mails)
    except (SMTPException, OSError):
        logger.exception("Raters could not be told by mail that they are asked.")
