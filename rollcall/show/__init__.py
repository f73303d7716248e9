"""What people look at: charts described, drawn, tabled and said, and the Streamlit screen they appear on."""
