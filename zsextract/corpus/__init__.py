"""Many inputs: walk the sources, read their formats, extract in worker processes, lose nothing.

    sources ─walk→ Found* ─store.plan→ Pending* ─read→ Task* ─engine→ Batch* ─store.append→ log ─finish→ OUT

Results go to a plain log of JSON lines whose extents a SQLite journal knows; the outputs are made from the log, in the
order of the inputs, when all is done. So the result depends neither on the number of workers nor on interruptions.
"""
