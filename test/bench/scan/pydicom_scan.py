"""Reads headers with pydicom when it is asked to: a line with a file of paths in, a line with the seconds out."""

import json
import sys
import time
import warnings

import pydicom

warnings.simplefilter("ignore")

for line in sys.stdin:
    with open(line.strip()) as listing:
        paths = json.load(listing)
    characters = 0
    cpu = time.process_time()
    began = time.perf_counter()
    for path in paths:
        dataset = pydicom.dcmread(path, stop_before_pixels=True)
        characters += len(dataset.SOPInstanceUID) + len(dataset.SeriesInstanceUID)
        characters += len(dataset.get_item("ImagePositionPatient").value.strip())
    seconds = time.perf_counter() - began
    reply = {"seconds": seconds, "cpuSeconds": time.process_time() - cpu, "characters": characters}
    print(json.dumps(reply), flush=True)
