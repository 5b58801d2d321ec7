"""The table behind Django's database cache, as a model so that `migrate` makes it."""

from django.db import models


class CacheEntry(models.Model):
    """One cached value, such as how often an address tried to sign in; shared by all server processes.

    Only django.core.cache.backends.db reads and writes it: the name (settings.CACHES) and the columns are
    the ones it expects.
    """

    cache_key = models.CharField("key", max_length=255, primary_key=True)
    value = models.TextField("value")
    expires = models.DateTimeField("expires", db_index=True)

    class Meta:
        db_table = "cache_entries"
        verbose_name = "cache entry"
        verbose_name_plural = "cache entries"

    def __str__(self) -> str:
        return self.cache_key
