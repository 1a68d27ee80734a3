"""Days in English as all pages say them, 10 June 2026; what isn't here is as in Django."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
