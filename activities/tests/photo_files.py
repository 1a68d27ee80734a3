"""Photos as a browser sends them."""

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core.photos import CleanPhoto, clean_photo
from core.tests.photo_files import encoded


def striped(number: int) -> Image.Image:
    """A picture of its own for each number, far from the others in pixels and likeness."""
    image = Image.new("L", (9, 8))
    image.putdata([(number * 7919 + place * place * 31 * (number + 3)) % 256 for place in range(72)])
    return image.resize((90, 80), Image.Resampling.NEAREST).convert("RGB")


def photo(number: int = 1, **options) -> CleanPhoto:
    return clean_photo(encoded(striped(number), **options))


def upload(number: int = 1, name: str = "photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, encoded(striped(number)).getvalue(), "image/jpeg")
