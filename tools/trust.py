#!/usr/bin/env python3
"""Faults by the hundred: kills, readers, pairs of builds, and disks that refuse. docs/trust.md says what is promised.

    cargo build --release && tools/trust.py kill 500 && tools/trust.py readers 100 && tools/trust.py pairs 50
    sudo tools/trust.py disk        (mounts small file systems of its own, so it needs root)
    sudo tools/trust.py target      (the same, for what is published to a folder)
    tools/trust.py quota            (needs strace, which has the system refuse one write after the other)

With --atomic-tree at the end, the builds are made with that, and its promises are tried too. Each prints its count, and
ends with 1 if a promise was broken.
"""

import hashlib
import itertools
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from html import unescape
from urllib.parse import unquote

ROOT = pathlib.Path(__file__).resolve().parent.parent
DIGLOT = ROOT / "target/release/diglot"
EXAMPLES = [ROOT / f"src/cli/example/lighthouse-{number}.txt" for number in (1, 2)]
WORKS = 100
WHOLE = "--atomic-tree" in sys.argv
BUILD = [DIGLOT, "build", "--quiet"] + ["--atomic-tree"] * WHOLE


def project(folder, works=WORKS):
    """Makes a project of as many works, each with two pages."""
    seeds = folder / "seeds"
    seeds.mkdir(parents=True)
    for tag, example in zip(("en", "es"), EXAMPLES):
        text = example.read_text()
        for number in range(works):
            (seeds / f"w{number}.{tag}.txt").write_text(f"Letter {number}\n\n{text}")
    settle(folder, 0)


def settle(folder, version):
    """Changes what stands on every page."""
    (folder / "diglot.toml").write_text(f'pages = "work"\ntitle = "Version {version}"\n')


def build(folder, prefix=(), **more):
    return subprocess.run([*prefix, *BUILD], cwd=folder, capture_output=True, text=True, **more)


def version_of(page):
    """Returns which version a page is of."""
    return int(re.search(rb"Version (-?\d+)", page)[1])


def tree(site):
    return {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def is_cut(path, content):
    ends = {".html": b"</html>", ".xml": b">"}
    return not content.rstrip().endswith(ends.get(path.suffix, b""))


def faults(site):
    """Returns what is wrong with the files of a site: cut off, or leading to what is not there."""
    files = {path: content for path, content in tree(site).items() if not str(path).startswith(".diglot")}
    found = [f"{path} is cut off" for path, content in files.items() if is_cut(path, content)]
    for path, content in files.items():
        if path.suffix == ".html" and path.name != "404.html":
            for link in re.findall(r'<(?:a|link)[^>]* href="([^"#?]+)', content.decode()):
                target = pathlib.Path(os.path.normpath(path.parent / unquote(unescape(link))))
                if ":" not in link and target not in files:
                    found.append(f"{path} leads to {link}, which is not there")
    versions = {version_of(content) for path, content in files.items() if path.suffix == ".html"}
    if WHOLE and len(versions) > 1:
        found.append(f"there are pages of the versions {versions}")
    return found


def is_complete(site):
    """Tells whether each file has the bytes that the manifest of a finished build names."""
    lines = (site / ".diglot-manifest").read_text().splitlines()
    named = [line.split("  ", 1) for line in lines if not line.startswith("#")]
    sound = all(hashlib.sha256((site / path).read_bytes()).hexdigest() == digest for digest, path in named)
    left = (site / ".diglot-new").exists() or site.with_name(".diglot-new-" + site.name).exists()
    return sound and not left and not any("not finished" in line for line in lines)


def kill(folder, rounds):
    """Kills builds that change every page, at random moments."""
    project(folder)
    site = folder / "site"
    build(folder, check=True)
    settle(folder, -1)
    start = time.time()
    build(folder, check=True)
    length = time.time() - start
    broken, killed, unfinished = [], 0, 0
    for number in range(rounds):
        settle(folder, number)
        running = subprocess.Popen(BUILD, cwd=folder)
        time.sleep(random.uniform(0, length * 1.1))
        running.kill()
        killed += running.wait() != 0
        unfinished += not is_complete(site)
        broken += faults(site)
        if number % 3 == 0:
            again = build(folder)
            if again.returncode != 0 or not is_complete(site) or faults(site):
                broken.append(f"the build after kill {number} ended with {again.returncode}: {again.stderr}")
    print(f"kill: {rounds} builds of {len(tree(site))} files, {killed} killed before their end, {unfinished} of them"
          f" amid writing; {len(broken)} faults {broken[:3]}")
    return not broken


def readers(folder, rounds):
    """Reads pages again and again through rebuilds that change every page."""
    project(folder)
    site = folder / "site"
    build(folder, check=True)
    paths = [path for path in tree(site) if path.suffix == ".html"]
    counts = dict.fromkeys(["read", "missing", "cut", "mixed"], 0)
    over = threading.Event()

    def seen(path, content, last):
        """Counts what was read, and returns its version: after a page of one version, none is of an older one."""
        counts["read"] += 1
        if is_cut(path, content):
            counts["cut"] += 1
            return last
        counts["mixed"] += version_of(content) < last
        return version_of(content)

    def by_name(chance):
        last = 0
        while not over.is_set():
            path = chance.choice(paths)
            try:
                last = seen(path, (site / path).read_bytes(), last)
            except FileNotFoundError:
                counts["missing"] += 1

    def by_folder(chance):
        """Opens the folder once and reads from there, as long as that is not the one that was replaced."""
        while not over.is_set():
            held = os.open(site, os.O_RDONLY | os.O_DIRECTORY)
            versions = set()
            try:
                for path in chance.sample(paths, 20):
                    with open(os.open(path, os.O_RDONLY, dir_fd=held), "rb") as page:
                        versions.add(seen(path, page.read(), 0))
            except FileNotFoundError:
                pass
            finally:
                os.close(held)
            counts["mixed"] += len(versions) > 1

    threads = [threading.Thread(target=poll, args=(random.Random(poll.__name__),)) for poll in (by_name, by_folder)]
    [thread.start() for thread in threads]
    for number in range(rounds):
        settle(folder, number + 1)
        build(folder, check=True)
    over.set()
    [thread.join() for thread in threads]
    print(f"readers: {rounds} rebuilds, {counts['read']} reads, {counts['missing']} missing, {counts['cut']} cut off, "
          f"{counts['mixed']} old beside new")
    return counts["missing"] == counts["cut"] == counts["mixed"] * WHOLE == 0


def pairs(folder, rounds):
    """Starts two builds at once."""
    project(folder)
    site = folder / "site"
    refused, damaged = 0, []
    for number in range(rounds):
        settle(folder, number)
        both = [subprocess.Popen(BUILD, cwd=folder, stderr=subprocess.PIPE, text=True)
                for _ in range(2)]
        said = [each.communicate()[1] for each in both]
        codes = sorted(each.returncode for each in both)
        refused += codes == [0, 2]
        told = codes == [0, 0] or any("another diglot" in each for each in said)
        if codes not in ([0, 0], [0, 2]) or not told or not is_complete(site) or faults(site):
            damaged.append((number, codes, said))
    print(f"pairs: {rounds} pairs of builds, one of them refused {refused} times, {len(damaged)} damaged {damaged[:2]}")
    return not damaged


def disk(work, _):
    """Builds onto disks that are full, out of files, read-only, not permitted, and without handles."""
    cases, wrong = {}, []

    def refuses(kind, prefix=(), sure=True):
        before = tree(site)
        run = build(work, prefix)
        cases.setdefault(kind, [0, 0])
        cases[kind][0] += 1
        cases[kind][1] += run.returncode == 2
        # Where a little is left, the build may have got through.
        if run.returncode == 0 and not sure:
            return is_complete(site)
        after = {path: content for path, content in tree(site).items() if not str(path).startswith(".diglot-new")}
        if run.returncode != 2 or "error: cannot" not in run.stderr:
            wrong.append((kind, run.returncode, run.stderr))
        if {path: content for path, content in after.items() if path in before} != before:
            wrong.append((kind, "the site has changed"))

    def recovers(kind):
        run = build(work)
        if run.returncode != 0 or not is_complete(site) or faults(site):
            wrong.append((kind, "afterwards", run.returncode, run.stderr))

    project(work, 12)
    # A mounted folder cannot be exchanged, one in it can.
    mounted = work / "mounted"
    mounted.mkdir()
    site = mounted / "site" if WHOLE else mounted
    BUILD.extend(["--out", site])
    mount = lambda *options: subprocess.run(["mount", *options, mounted], check=True)
    mount("-t", "tmpfs", "-o", "size=4m,nr_inodes=400", "tmpfs")
    try:
        build(work, check=True)
        version = 0
        for free in range(0, 80):
            settle(work, version := version + 1)
            filler = mounted / "filler"
            room = os.statvfs(mounted)
            filler.write_bytes(b"x" * max(0, (room.f_bavail - free) * room.f_frsize))
            refuses("full disk", sure=free < 8)
            filler.unlink()
            recovers("full disk")
        for free in range(0, 60):
            settle(work, version := version + 1)
            many = mounted / "many"
            many.mkdir()
            for number in range(max(0, os.statvfs(mounted).f_favail - free)):
                (many / str(number)).touch()
            refuses("no more files", sure=free < 8)
            shutil.rmtree(many)
            recovers("no more files")
        settle(work, version := version + 1)
        mount("-o", "remount,ro")
        refuses("read-only folder")
        mount("-o", "remount,rw")
        recovers("read-only folder")
        for path in (work.parent, work):
            path.chmod(0o755)
        settle(work, version := version + 1)
        refuses("no permission", ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"])
        recovers("no permission")
        # With fewer, the system cannot even load the program.
        for handles in range(5, 24):
            settle(work, version := version + 1)
            refuses("no more handles", ["sh", "-c", f'ulimit -n {handles}; exec "$@"', "sh"], sure=False)
            recovers("no more handles")
        if not WHOLE:
            settle(work, version := version + 1)
            BUILD.append("--atomic-tree")
            refuses("exchange of a mounted folder")
            BUILD.remove("--atomic-tree")
            recovers("exchange of a mounted folder")
    finally:
        subprocess.run(["umount", mounted], check=True)
    counts = ", ".join(f"{kind}: {count} builds, {ended} refused" for kind, (count, ended) in cases.items())
    print(f"disk: {counts}; {len(wrong)} broken promises {wrong[:4]}")
    return not wrong


def target(folder, _):
    """Publishes to a disk that is full, or out of files, at each write in turn."""
    counts, wrong = {}, []
    work, web = folder / "work", folder / "web"
    project(work, 12)
    web.mkdir()

    def version(number):
        (work / "diglot.toml").write_text(
            f'pages = "work"\ntitle = "Version {number}"\n[publish.web]\nkind = "folder"\npath = "{web}"\n')

    def publish():
        return subprocess.run([DIGLOT, "publish", "--quiet"], cwd=work, capture_output=True, text=True)

    def pages():
        return {path: content for path, content in tree(web).items() if path.suffix in (".html", ".xml")}

    def built():
        build(work, check=True)
        return {path: content for path, content in tree(work / "site").items() if path.suffix in (".html", ".xml")}

    def check(kind, before, number, fill, clear):
        version(number)
        after = built()
        # Every other publish is the first one there.
        if number % 2:
            before = {}
            for path in [*web.iterdir()]:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        fill()
        run = publish()
        counts.setdefault(kind, [0, 0])
        counts[kind][0] += 1
        counts[kind][1] += run.returncode == 2
        there = pages()
        if run.returncode not in (0, 2) or run.returncode == 2 and "error: cannot" not in run.stderr:
            wrong.append((kind, number, run.returncode, run.stderr))
        if not before.keys() <= there.keys() or any(there[path] not in (before.get(path), after[path]) for path in there):
            wrong.append((kind, number, "a page is missing, or of no version"))
        clear()
        run = publish()
        if run.returncode != 0 or pages() != after:
            wrong.append((kind, number, "afterwards", run.returncode, run.stderr))
        return after

    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m,nr_inodes=400", "tmpfs", web], check=True)
    try:
        version(0)
        before, number = built(), 0
        publish()
        filler, many = web / "filler", web / "many"
        for free in range(0, 100):
            def fill():
                room = os.statvfs(web)
                filler.write_bytes(b"x" * max(0, (room.f_bavail - free) * room.f_frsize))
            number += 1
            before = check("full disk", before, number, fill, filler.unlink)
        for free in range(0, 20):
            def crowd():
                many.mkdir()
                for file in range(max(0, os.statvfs(web).f_favail - free)):
                    (many / str(file)).touch()
            number += 1
            before = check("no more files", before, number, crowd, lambda: shutil.rmtree(many))
    finally:
        subprocess.run(["umount", web], check=True)
    told = ", ".join(f"{kind}: {count} publishes, {ended} refused" for kind, (count, ended) in counts.items())
    print(f"target: {told}; {len(wrong)} broken promises {wrong[:4]}")
    return not wrong


def quota(work, _):
    """Refuses each write of a build in turn, as a disk does of which the user has had their share."""
    project(work, 12)
    site, trace = work / "site", work / "trace"
    build(work, check=True)
    refused, wrong = 0, []
    calls = "write,pwrite64,writev,ftruncate,fallocate,fsync,mkdir,mkdirat"
    for number in itertools.count(1):
        settle(work, number)
        before = tree(site)
        inject = f"--inject={calls}:error=EDQUOT:when={number}"
        run = build(work, ["strace", "--follow-forks", "--quiet=all", f"--output={trace}", inject],
                    env={**os.environ, "RAYON_NUM_THREADS": "1"})
        injected = [line for line in trace.read_text().splitlines() if "INJECTED" in line]
        if not injected:
            break
        if run.returncode == 0 and is_complete(site):
            # A folder that was refused is asked for again.
            continue
        refused += 1
        # Each thread has its own turn, so that what is to be said of it may be refused as well.
        silenced = any("write" in line for line in injected)
        if run.returncode != 2 or not silenced and not re.search("error: cannot.*quota", run.stderr):
            wrong.append((number, run.returncode, run.stderr, injected))
        after = tree(site)
        if any(after.get(path) != content for path, content in before.items()):
            wrong.append((number, "the site has changed", injected))
        again = build(work)
        if again.returncode != 0 or not is_complete(site) or faults(site):
            wrong.append((number, "afterwards", again.returncode, again.stderr))
    print(f"quota: {refused} builds of {len(tree(site))} files refused; {len(wrong)} broken promises {wrong[:4]}")
    return not wrong


def main():
    kinds = {"kill": kill, "readers": readers, "pairs": pairs, "disk": disk, "target": target, "quota": quota}
    kind, rounds = ([word for word in sys.argv[1:] if word != "--atomic-tree"] + ["0"])[:2]
    with tempfile.TemporaryDirectory(prefix="diglot-trust-") as folder:
        kept = kinds[kind](pathlib.Path(folder) / "project", int(rounds))
    sys.exit(0 if kept else 1)


if __name__ == "__main__":
    main()
