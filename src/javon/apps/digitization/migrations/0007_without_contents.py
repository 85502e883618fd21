"""A book may be said to have no contents, and be released so."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('digitization', '0006_published_with_release'),
    ]

    operations = [
        migrations.AddField(
            model_name='digitalobject',
            name='without_contents',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='release',
            name='without_contents',
            field=models.BooleanField(default=False),
        ),
    ]
