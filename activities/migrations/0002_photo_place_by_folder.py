from django.db import migrations, models

import core.models


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="activityphoto",
            name="file",
            field=models.FileField(upload_to=core.models.photo_place),
        ),
        migrations.AlterField(
            model_name="activityphoto",
            name="thumbnail",
            field=models.FileField(upload_to=core.models.photo_place),
        ),
    ]
