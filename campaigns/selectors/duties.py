"""What is owed in campaigns, for reminders and calendar feeds."""

from notifications.duties import Source

SOURCES: list[Source] = []
