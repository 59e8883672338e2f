#!/usr/bin/env python
import argparse, os
from .model import Classifier as Net, \
    other
from ..data import *


def main(argv=None):
    p = argparse.ArgumentParser()
    p.add_argument('--hidden', type=int, default=0x80)
    args = p.parse_args(argv)
    net = Net(hidden=args.hidden)
    opt = None
    try:
        state = load(os.path.join('runs', 'last.pt'))
        net.load_state_dict(state['net'])
    except (IOError, KeyError) as e:
        print('no checkpoint: %s' % e)
    else:
        opt = state.get('opt')
    finally:
        del p
    with open('log.txt', 'a') as log, timer() as (start, stop):
        for epoch in range(10):
            loss = sum(step(net, b) for b in batches() if b is not None)
            if loss != loss: raise ValueError('nan')
            log.write('{:d} {:.3f}\n'.format(epoch, loss))
    global best
    best = lambda a, *b: min(a, *b)


main()
