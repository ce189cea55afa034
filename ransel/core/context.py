def reader(request):
    """Who reads, and how they want it shown. Light or dark and the size of the text are the device's own choice."""
    scheme, size = request.COOKIES.get("scheme"), request.COOKIES.get("size")
    return {
        "actor": getattr(request, "actor", None),
        "color_scheme": scheme if scheme in ("light", "dark") else "auto",
        "text_size": "md" if size == "md" else "sm",
        "path": request.path,
    }
