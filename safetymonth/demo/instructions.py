"""What the demo's leader wrote on records, and what the units answered."""

from datetime import timedelta
from typing import Any

from django.db.models import Model

from campaigns.models import Assignment, Instruction, Notice, UnitAssignment
from campaigns.services.instructions import title_of
from inspections.models import Hazard
from notifications.duties import subject_of
from notifications.models import Notification
from safetymonth.demo.campaign import Month
from safetymonth.demo.words import Words, data, moment


class Instructions:
    def __init__(self, month: Month, words: Words) -> None:
        self.county, self.campaign, self.words = month.county, month.campaign, words
        self.leader = month.county.people["leader"]

    def write(self) -> None:
        for row in data("instructions")["written"]:
            self._answer(self._instruction(row), row)

    def _subject(self, name: str) -> Model:
        if name == "hazard":
            return (
                Hazard.objects.filter(campaign=self.campaign, grade=Hazard.Grade.MAJOR)
                .still_open()
                .order_by("due_on", "pk")[0]
            )
        if name == "notice":
            return Notice.objects.filter(campaign=self.campaign, state=Notice.State.ISSUED).order_by("-issued_at")[0]
        return self.county.units[name]

    def _instruction(self, row: dict[str, Any]) -> Instruction:
        sent_at, text = moment(row["day"], 16, 20), self.words(row)
        assignment = Assignment.objects.create(
            campaign=self.campaign,
            title=title_of(text),
            instructions=text,
            answer=Assignment.Answer.SENTENCE,
            due_at=moment(row["due"], 18),
            created_by=self.leader,
            state=Assignment.State.SENT,
            sent_at=sent_at,
            sent_by=self.leader,
        )
        subject = subject_of(self._subject(row["about"]))
        return Instruction.objects.create(assignment=assignment, subject=subject, post=self.leader.post)

    def _answer(self, instruction: Instruction, row: dict[str, Any]) -> None:
        for hours, (zh, said) in enumerate(row["units"].items(), start=20):
            share = UnitAssignment(assignment=instruction.assignment, unit=self.county.units[zh])
            if said:
                share.answer_text, share.answered_by = self.words(said), self.county.liaison_of(share.unit)
                share.started_at = share.answered_at = instruction.assignment.sent_at + timedelta(hours=hours)
                if said.get("done"):
                    share.state, share.done_by = UnitAssignment.State.DONE, self.leader
                    share.done_at = share.answered_at + timedelta(hours=2)
            share.save()
            if said:
                self._tell(share)

    def _tell(self, share: UnitAssignment) -> None:
        """The leader has read what he accepted."""
        pattern = data("texts")["inbox"]["instruction_answered"]
        message = Notification.objects.create(
            post=self.leader.post,
            key=f"unit-assignment-{share.pk}-answered",
            subject=subject_of(share.assignment),
            text=self.words(pattern).format(unit=share.unit.name, title=share.assignment.title, text=share.answer_text),
            url=share.get_absolute_url(),
            read_at=share.done_at,
        )
        # The creating set it to now.
        Notification.objects.filter(pk=message.pk).update(created_at=share.answered_at)
