"""Answers as files: no Streamlit, no plotly, and nothing that was not protected first."""
