from django.urls import path

from portal.core.exports import views

app_name = "exports"
urlpatterns = [
    path("<str:token>/", views.prepared_file, name="prepared"),
    path("<str:token>/file/", views.download, name="download"),
    path("<str:token>/again/", views.again, name="again"),
]
