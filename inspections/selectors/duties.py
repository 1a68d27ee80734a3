"""What is owed in inspections, for reminders and calendar feeds."""

from notifications.duties import Source

SOURCES: list[Source] = []
