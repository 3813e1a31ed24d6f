"""`streamlit run app.py` starts QualCode; `qualcode serve PROJECT` is the same app with a project named."""

import streamlit as st

from qualcode.ui import serve

serve.warm_up()
app = st.App(
    serve.SCRIPT, routes=serve.ROUTES, middleware=serve.MIDDLEWARE, on_script_error=serve.on_script_error
)
