"""The public form as a person fills it in."""

import time
import uuid

from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from core import spam


def opened(seconds_ago=10):
    return signing.dumps(int(time.time()) - seconds_ago, salt=spam.OPENED)


def typed(**facts):
    known = {"once_key": uuid.uuid4(), "photos_key": uuid.uuid4(), "opened": opened()}
    return known | {"description": "Exit blocked", "place": "Market", "naming": "anonymous"} | facts


def send(address="/report/", **facts):
    return Client().post(address, typed(**facts), HTTP_ACCEPT_LANGUAGE="en")


def code_in(answer):
    return answer.context["code"]


def upload(image, name="photo.jpg"):
    return SimpleUploadedFile(name, image.getvalue(), content_type="image/jpeg")
