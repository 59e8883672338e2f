"""Records what a framework says of each statement of words/NAME.py: python record_words.py NAME, in an environment that has it."""

import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent / 'words'


def main(name):
    lines = (HERE / f'{name}.py').read_text().split('\n')
    # The statements follow the last empty line.
    last = max(i for i, line in enumerate(lines[:-1]) if line == '')
    scope = {}
    exec('\n'.join(lines[:last]), scope)
    said = {}
    for statement in filter(None, lines[last:]):
        try:
            exec(statement, scope)
            print('not refused:', statement)
        except Exception as error:
            text = f'{type(error).__name__}: {error}'
            said[statement] = re.sub(r'File "[^"]*"', 'File "FILE"', text)
    (HERE / f'{name}.json').write_text(json.dumps(said, indent=1, ensure_ascii=False) + '\n')


main(sys.argv[1])
