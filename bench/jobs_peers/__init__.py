"""The job libraries that bench/jobs.py lets run side by side: one job, one settings module, one queue each."""
