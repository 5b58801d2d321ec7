"""What some pages know without their view saying so."""

from django.conf import settings
from django.http import HttpRequest
from django.template.backends.utils import csrf_input_lazy
from django.utils.functional import SimpleLazyObject

from plplanner.districts.selectors.people import DemoSignIn, list_demo_sign_ins


def demo_sign_ins(request: HttpRequest) -> dict[str, object]:  # noqa: ARG001  (Django's signature)
    """Offer `demo_sign_ins` to the sign-in page, in demo mode only; read only if a template asks."""
    if not settings.DEMO:
        return {"demo_sign_ins": []}
    sign_ins: list[DemoSignIn] = SimpleLazyObject(list_demo_sign_ins)  # type: ignore[assignment]  # stands for its list
    return {"demo_sign_ins": sign_ins}


def csrf_input(request: HttpRequest) -> dict[str, object]:
    """Offer `csrf_input`: a form’s hidden token where a part is included with `only`, out of the tag’s reach."""
    return {"csrf_input": csrf_input_lazy(request)}
