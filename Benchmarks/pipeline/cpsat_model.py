"""A loop and its model for OR-tools CP-SAT at one interval.

Starts are split into stages and rows. Units and memories are cumulative (or no-overlap) constraints over the rows of one interval:
each stretch stands there once more an interval earlier, so that what goes past the end comes back at the beginning. Whole turns of
lifetimes are taken off the capacity. Warps, spills, waiting and issue are Boolean. Starts may be as late as the bound that holds for
some shortest schedule, so a refuted interval is refuted for all lengths.
"""
import json
from ortools.sat.python import cp_model


class Loop:
    """An instance with its defaults filled in."""

    def __init__(self, path):
        d = json.load(open(path))
        self.name, self.joint = d.get("name", ""), d.get("mode", "modulo") == "joint"
        machine, loop = d["machine"], d["loop"]
        self.units = {u["name"]: u["capacity"] for u in machine.get("units", [])}
        self.memories = {m["name"]: m["capacity"] for m in machine.get("memories", [])}
        self.ops, index = [], {}
        for o in loop["ops"]:
            c = o.get("cycles", 1)
            uses = [(u["unit"], u.get("from", 0), u.get("to", c), u.get("amount", 1)) for u in o.get("uses", [])]
            index[o["id"]] = len(self.ops)
            self.ops.append(dict(id=o["id"], cycles=c, uses=[u for u in uses if u[2] > u[1]], mem=o.get("mem", {}), regs=o.get("regs", 0),
                                 warps=o.get("warps", 1), vl=o.get("variable_latency", False), spill=o.get("spill", 0),
                                 issue=o.get("issue", c), live=o.get("live_from", 0)))
        self.edges = [dict(u=index[e["src"]], v=index[e["dst"]], d=e.get("delay", 0), k=e.get("distance", 0),
                           data=e.get("kind", "data") == "data", blocking=e.get("blocking", False), hold=e.get("hold", 0),
                           same=e.get("same_warps", False))
                      for e in loop.get("edges", [])]
        if self.joint:
            w = machine["warps"]
            self.warp_count, budgets = w["count"], w.get("registers")
            self.budgets = budgets if isinstance(budgets, list) else [budgets] * self.warp_count
            self.vl, self.slots = w.get("variable_latency_warp"), w.get("issue_slots")

    def serial(self):
        total = 1
        for o in self.ops:
            total += max([1, o["cycles"], o["issue"], o["live"]] + [u[2] for u in o["uses"]]) + o["spill"]
        return total + sum(abs(e["d"]) + e["hold"] for e in self.edges)

    def horizon(self, ii):
        gap = ii
        for e in self.edges:
            spill = self.ops[e["u"]]["spill"] if self.joint and e["data"] else 0
            gap = max(gap, e["d"] + spill + ii, e["k"] * ii - min(0, e["d"]))
        return (len(self.ops) - 1) * gap + max(max(1, o["cycles"]) for o in self.ops)

    def least_interval(self):
        best = 1
        for unit, capacity in self.units.items():
            work = sum((b - a) * q for o in self.ops for (f, a, b, q) in o["uses"] if f == unit)
            best = max(best, -(-work // capacity))
        while self.has_positive_cycle(best):
            best += 1
        return best

    def has_positive_cycle(self, ii):
        longest = [0] * len(self.ops)
        for _ in range(len(self.ops) + 1):
            changed = False
            for e in self.edges:
                x = longest[e["u"]] + e["d"] - e["k"] * ii
                if x > longest[e["v"]]:
                    longest[e["v"]], changed = x, True
            if not changed:
                return False
        return True


class Question:
    """The model of a loop at one interval."""

    def __init__(self, loop, ii, limit):
        self.loop, self.ii, self.model, n = loop, ii, cp_model.CpModel(), len(loop.ops)
        m = self.model
        last = [limit - max(1, o["cycles"]) for o in loop.ops]
        self.feasible = min(last) >= 0
        if not self.feasible:
            return
        self.t = [m.NewIntVar(0, last[v], f"t{v}") for v in range(n)]
        self.row = [m.NewIntVar(0, ii - 1, f"r{v}") for v in range(n)]
        stage = [m.NewIntVar(0, limit // ii, f"s{v}") for v in range(n)]
        for v in range(n):
            m.Add(self.t[v] == ii * stage[v] + self.row[v])
        for e in loop.edges:
            m.Add(self.t[e["v"]] + e["k"] * ii >= self.t[e["u"]] + e["d"])
        self.add_units()
        self.z = self.add_warps() if loop.joint else None
        self.add_storage()

    def add_units(self):
        m, ii = self.model, self.ii
        for unit, capacity in self.loop.units.items():
            intervals, demands = [], []
            for v, o in enumerate(self.loop.ops):
                for (f, a, b, q) in o["uses"]:
                    if f != unit:
                        continue
                    turns, rest = divmod(b - a, ii)
                    capacity -= turns * q
                    if rest:
                        for k in range(0, (ii - 1 + a + rest) // ii + 1):
                            intervals.append(m.NewFixedSizeIntervalVar(self.row[v] + (a - k * ii), rest, f"u{v}"))
                            demands.append(q)
            if intervals and capacity == 1:
                m.AddNoOverlap(intervals)
            elif intervals:
                m.AddCumulative(intervals, demands, max(0, capacity))
            if capacity < 0:
                m.AddBoolOr([])

    def add_warps(self):
        m, loop, ii, n = self.model, self.loop, self.ii, len(self.loop.ops)
        W = range(loop.warp_count)
        z = [[m.NewBoolVar(f"z{v},{w}") for w in W] for v in range(n)]
        for v, o in enumerate(loop.ops):
            m.Add(sum(z[v]) == o["warps"])
            if loop.vl is not None:
                m.Add(z[v][loop.vl] == int(o["vl"]))
        for e in loop.edges:
            if e["same"]:
                for w in W:
                    m.Add(z[e["u"]][w] == z[e["v"]][w])
        plain = [w for w in W if w != loop.vl]
        for i, w in enumerate(plain):
            same = [x for x in plain[:i] if loop.budgets[x] == loop.budgets[w]]
            if same:
                for v in range(n):
                    m.AddBoolOr([z[v][w].Not()] + [z[x][same[-1]] for x in range(v + 1)])
        self.differ, self.share = {}, {}

        def differ(u, v):
            key = (min(u, v), max(u, v))
            if key not in self.differ:
                g = self.differ[key] = m.NewBoolVar(f"g{key}")
                for w in W:
                    m.AddBoolOr([z[u][w].Not(), z[v][w], g])
                    m.AddBoolOr([z[u][w], z[v][w].Not(), g])
            return self.differ[key]

        def share(u, v):
            key = (min(u, v), max(u, v))
            if key not in self.share:
                s = self.share[key] = m.NewBoolVar(f"s{key}")
                for w in W:
                    m.AddBoolOr([z[u][w].Not(), z[v][w].Not(), s])
            return self.share[key]

        waits = [[] for _ in range(n)]
        always = [any(e["blocking"] and e["v"] == v for e in loop.edges) for v in range(n)]
        for e in loop.edges:
            if not e["data"] or e["u"] == e["v"]:
                continue
            source = loop.ops[e["u"]]
            if source["spill"] or source["regs"]:
                g = differ(e["u"], e["v"])
                m.Add(self.t[e["v"]] + e["k"] * ii >= self.t[e["u"]] + e["d"] + source["spill"]).OnlyEnforceIf(g)
                if source["regs"]:
                    waits[e["v"]].append(g)
        for v in range(n):
            for o in range(n):
                w = loop.ops[o]["issue"]
                if o == v or w == 0:
                    continue
                for condition in [[]] if always[v] else [[g] for g in waits[v]]:
                    self.wait(v, o, w, [share(v, o)] + condition)
        if loop.slots is not None:
            for w in W:
                intervals = []
                for v, o in enumerate(loop.ops):
                    turns, rest = divmod(o["issue"], ii)
                    if turns:
                        m.Add(turns <= loop.slots)
                    for k in range(0, 2) if rest else []:
                        intervals.append(m.NewOptionalFixedSizeIntervalVar(self.row[v] - k * ii, rest, z[v][w], f"i{v}"))
                if intervals:
                    m.AddCumulative(intervals, [1] * len(intervals), loop.slots)
        return z

    def wait(self, v, o, w, conditions):
        """v is not in the rows in which o issues."""
        m, ii = self.model, self.ii
        if w >= ii:
            m.AddBoolOr([c.Not() for c in conditions])
            return
        after = m.NewBoolVar("after")
        m.Add(self.row[v] >= self.row[o] + w).OnlyEnforceIf([after] + conditions)
        m.Add(self.row[v] <= self.row[o] - 1).OnlyEnforceIf([after.Not()] + conditions)
        m.Add(self.row[v] >= self.row[o] + w - ii).OnlyEnforceIf([after.Not()] + conditions)

    def add_storage(self):
        m, ii, loop = self.model, self.ii, self.loop
        lives = []
        for v, o in enumerate(loop.ops):
            ends = [self.t[e["v"]] + e["k"] * ii + e["hold"] for e in loop.edges if e["data"] and e["u"] == v]
            if not ends or not (o["regs"] or any(o["mem"].values())):
                lives.append(None)
                continue
            most = loop.horizon(ii) + max(e["k"] * ii + e["hold"] for e in loop.edges)
            length, turns, rest = (m.NewIntVar(0, most, ""), m.NewIntVar(0, most // ii, ""), m.NewIntVar(0, ii - 1, ""))
            for end in ends:
                m.Add(length >= end - self.t[v] - o["live"])
            m.Add(length == ii * turns + rest)
            lives.append((v, o["live"] % ii, turns, rest))

        def table(capacity, amounts, presence=None):
            intervals, demands, taken = [], [], []
            for live, amount in zip(lives, amounts):
                if live is None or amount == 0:
                    continue
                v, shift, turns, rest = live
                for k in range(0, 2 + (1 if shift else 0)):
                    start = self.row[v] + (shift - k * ii)
                    end = m.NewIntVar(-2 * ii, 3 * ii, "")
                    intervals.append(m.NewIntervalVar(start, rest, end, "") if presence is None else
                                     m.NewOptionalIntervalVar(start, rest, end, presence[v], ""))
                    demands.append(amount)
                if presence is not None:
                    kept = m.NewIntVar(0, loop.horizon(ii), "")
                    m.Add(kept >= turns).OnlyEnforceIf(presence[v])
                    turns = kept
                taken.append(amount * turns)
            if not intervals:
                return
            free = m.NewIntVar(0, capacity, "")
            m.Add(free + sum(taken) <= capacity)
            m.AddCumulative(intervals, demands, free)

        for name, capacity in loop.memories.items():
            table(capacity, [o["mem"].get(name, 0) for o in loop.ops])
        if loop.joint:
            for w, budget in enumerate(loop.budgets):
                if budget is not None:
                    table(budget, [-(-o["regs"] // o["warps"]) for o in loop.ops], [row[w] for row in self.z])
