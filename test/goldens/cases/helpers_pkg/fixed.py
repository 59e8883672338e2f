import torch
from models import Encoder, Decoder

opt = {"vocab": 100, "emb": 16, "hidden": 32, "layers": 1, "bi": False, "cell": "GRU"}
enc, dec = Encoder(opt), Decoder(opt)
src, tgt = torch.randint(0, 100, (4, 9)), torch.randint(0, 100, (4, 6))
memory, state = enc(src)
logits = dec(tgt, memory, state[:1])
