from django.db import migrations

from core.kept import watch


class Migration(migrations.Migration):
    dependencies = [("units", "0004_find_words_by_pairs"), ("core", "0009_marks_of_changes")]

    operations = watch("units_unit", "units_unitplace", "units_unitkind")
