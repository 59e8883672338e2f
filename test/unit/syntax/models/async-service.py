import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def model(path: str = "m.h5"):
    m = await asyncio.to_thread(load, path)
    try:
        yield m
    finally:
        await m.close()


async def predict(queue, *, size=32):
    async with model() as m:
        async for batch in queue:
            rows = [r async for r in batch if r]
            yield {"n": len(rows), "y": await m(rows), **batch.meta}
            if not rows: return
            elif len(rows) >= size: continue
