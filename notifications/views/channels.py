"""A person's choice of channels."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from notifications.forms.channels import ChannelsForm
from notifications.models import ChannelChoice, SendingHours
from notifications.selectors.compulsory import compulsory_kinds
from notifications.services import choosing


def channels(request):
    choice = ChannelChoice.objects.filter(person=request.user).first() or ChannelChoice(person=request.user)
    form = ChannelsForm(
        request.POST if request.method == "POST" else None,
        instance=choice,
        has_sms=bool(settings.SMS_URL),
        has_brief=request.user.is_office or request.user.is_leader,
    )
    if form.is_valid():
        choosing.choose_channels(request.user, by=request.user, **form.cleaned_data)
        messages.success(request, _("Your choice is saved. It holds from the next message on."))
        return redirect("notifications:channels")
    context = {
        "form": form,
        "compulsory": compulsory_kinds(request.user),
        "hours": SendingHours.load(),
        "cancel_url": reverse("notifications:inbox"),
    }
    return render(request, "notifications/channels.html", context)
