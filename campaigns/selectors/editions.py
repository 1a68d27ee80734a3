"""Do the edition numbers fit the year? Found, said, never corrected."""

from django.utils.translation import gettext as _

from campaigns.models import Campaign

YEAR_BEFORE_FIRST_NATIONAL = 2001


def national_edition_of(year: int) -> int:
    return year - YEAR_BEFORE_FIRST_NATIONAL


def local_edition_of(year: int, first_year: int) -> int:
    return year - first_year + 1


def edition_warnings(
    *, year: int, season: str, national: int | None, local: int | None, local_first_year: int | None
) -> dict[str, str]:
    """A sentence for each edition field that doesn't fit; a seasonal run has no edition to check."""
    if season != Campaign.Season.MONTH:
        return {}
    warnings = {}
    if national is not None and national != national_edition_of(year):
        warnings["national_edition"] = _(
            "The year %(year)s would be national edition %(expected)s (year − 2001), not %(typed)s."
        ) % {"year": str(year), "expected": str(national_edition_of(year)), "typed": str(national)}
    if local is not None and local_first_year is not None and local != local_edition_of(year, local_first_year):
        warnings["local_edition"] = _(
            "Counted from %(first)s, the year %(year)s would be local edition %(expected)s, not %(typed)s."
        ) % {
            "first": str(local_first_year),
            "year": str(year),
            "expected": str(local_edition_of(year, local_first_year)),
            "typed": str(local),
        }
    return warnings


def warnings_of(campaign: Campaign) -> dict[str, str]:
    return edition_warnings(
        year=campaign.year,
        season=campaign.season,
        national=campaign.national_edition,
        local=campaign.local_edition,
        local_first_year=campaign.local_first_year,
    )
