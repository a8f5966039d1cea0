"""``/case-studies/``."""

from django.urls import path

from partnerships import views
from partnerships.models import CaseStudy
from portal.core.correction_pages import correct

app_name = "case_studies"
urlpatterns = [
    path("", views.case_study_list, name="list"),
    path("suggest/", views.case_study_suggest, name="suggest"),
    path("<slug:ref>/", views.case_study_detail, name="detail"),
    path("<slug:ref>/correct/", correct, {"model": CaseStudy}, name="correct"),
]
