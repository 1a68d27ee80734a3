"""What is owed in activities, for reminders and calendar feeds."""

from notifications.duties import Source

SOURCES: list[Source] = []
