"""Compiles every Python handler below a folder, looks for names that none of them defines, and gives one of them a batch
with a message that is not JSON."""
import ast
import builtins
import importlib.util
import json
import pathlib
import py_compile
import sys



def undefined_names(tree):
    defined, used = set(dir(builtins)), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            (used if isinstance(node.ctx, ast.Load) else defined).add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.ExceptHandler)):
            defined.add(node.name)
        elif isinstance(node, ast.arg):
            defined.add(node.arg)
        elif isinstance(node, ast.alias):
            defined.add(node.asname or node.name.split(".")[0])
    return sorted(used - defined)


root = pathlib.Path(sys.argv[1])
uncompiled = []
undefined = []
for path in sorted(root.glob("*/src/handlers/*/index.py")):
    try:
        py_compile.compile(str(path), doraise=True)
        undefined += [f"{path}: {name}" for name in undefined_names(ast.parse(path.read_text()))]
    except py_compile.PyCompileError as error:
        uncompiled.append(str(error))

path = root / "odd-names/src/handlers/snake/index.py"
spec = importlib.util.spec_from_file_location("index", path)
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
records = [{"messageId": f"m{index}", "body": body} for index, body in enumerate(["{}", "not JSON", "{}"])]
print(json.dumps({"partial": module.handler({"Records": records}, None), "uncompiled": uncompiled, "undefined": undefined}))
