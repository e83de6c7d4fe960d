"""Compiles every Python handler below a folder, and gives one of them a batch with a message that is not JSON."""
import importlib.util
import json
import pathlib
import py_compile
import sys

root = pathlib.Path(sys.argv[1])
uncompiled = []
for path in sorted(root.glob("*/src/handlers/*/index.py")):
    try:
        py_compile.compile(str(path), doraise=True)
    except py_compile.PyCompileError as error:
        uncompiled.append(str(error))

path = root / "odd-names/src/handlers/snake/index.py"
spec = importlib.util.spec_from_file_location("index", path)
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
records = [{"messageId": f"m{index}", "body": body} for index, body in enumerate(["{}", "not JSON", "{}"])]
print(json.dumps({"partial": module.handler({"Records": records}, None), "uncompiled": uncompiled}))
