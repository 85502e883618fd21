"""From now on nothing can be published without a release."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('digitization', '0005_release_what_is_published'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='digitalobject',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'published'), _negated=True), ('release__isnull', False), _connector='OR'), name='object_published_with_release'),
        ),
    ]
