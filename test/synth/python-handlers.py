"""Compiles every Python handler below a folder, looks for names that none of them defines, and gives one of them a batch
with a message that is not JSON, and one what S3 sends when a notification is set up."""
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



def load(app, function):
    path = root / app / "src/handlers" / function / "index.py"
    spec = importlib.util.spec_from_file_location("index", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def batch(*bodies):
    return {"Records": [{"messageId": f"m{index}", "body": body} for index, body in enumerate(bodies)]}


def refuse(message):
    raise AssertionError(f"{message} is a test event: nothing is to be done for it")


partial = load("odd-names", "snake").handler(batch("{}", "not JSON", "{}"), None)
told = load("objects-through-queues", "python")
told.logger.debug = lambda _, message: refuse(message)
test = told.handler(batch('{"Event": "s3:TestEvent"}'), None)
print(json.dumps({"partial": partial, "test": test, "uncompiled": uncompiled, "undefined": undefined}))
