"""Django's admin over a table of activities, tuned as far as it goes: what the plan's pages are compared with."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from plans.models import Activity, ActivityTable


class ActivityInline(admin.TabularInline):  # type: ignore[type-arg]  # not generic when it runs
    """All activities of the table, each a form; nothing is looked up row by row."""

    model = Activity
    extra = 0
    raw_id_fields = ("schools", "standards")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Activity]:
        """Read what the forms show in three statements."""
        return super().get_queryset(request).prefetch_related("schools", "standards")


class ActivityTableAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # likewise
    """One activity table with its rows."""

    raw_id_fields = ("goal",)
    inlines = (ActivityInline,)


class BenchSite(admin.AdminSite):
    """An admin that anybody signed in may open: this application's people have no staff flag."""

    def has_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002  (Django's signature)
        """Let everybody in."""
        return True


site = BenchSite()
site.register(ActivityTable, ActivityTableAdmin)
