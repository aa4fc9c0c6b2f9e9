import FlexibleJobShop
import OptCore
import TestSupport
import Testing

@Suite("The graph of a schedule, against its definition")
struct ShopGraphTests {
  @Test(
    "After every move, heads, tails, order and makespan are those computed from nothing; what it refuses makes a cycle"
  )
  func moves() throws {
    var random = RandomStream(seed: 501)
    var (made, refused) = (0, 0)
    for _ in 0..<600 {
      let instance = try randomShop(&random)
      guard instance.operationCount > 0 else { continue }
      let shop = FlatShop(instance)
      let graph = ShopGraph(shop)
      let plan = randomPlan(instance, &random)
      graph.load(machines: plan.machines, order: plan.order)
      #expect(fault(of: graph, instance) == nil)
      for _ in 0..<40 {
        let v = random.below(instance.operationCount)
        let choices = instance.alternatives(of: v)
        let k = instance.machines[choices.lowerBound + random.below(choices.count)]
        let room = graph.length[k] - (Int(graph.machine[v]) == k ? 1 : 0)
        let n = random.below(room + 1)
        let wanted = sequences(of: graph, moving: v, to: k, at: n)
        let isPossible = Reference(instance, wanted) != nil
        let isMade = graph.move(v, to: k, at: n)
        #expect(isMade == isPossible)
        if isMade { made += 1 } else { refused += 1 }
        if let fault = fault(of: graph, instance) {
          Issue.record("\(fault)")
          return
        }
        if isMade { #expect(sequences(of: graph) == wanted) }
      }
    }
    #expect(made > 5000)
    #expect(refused > 1000)
  }

  @Test("A window's schedule has the makespan of the whole, or less where a path passes by it")
  func windows() throws {
    var random = RandomStream(seed: 502)
    var passedBy = 0
    for _ in 0..<1500 {
      let instance = try randomShop(&random, jobs: 6, machines: 3, operations: 6)
      let count = instance.operationCount
      guard count > 1 else { continue }
      let shop = FlatShop(instance)
      let graph = ShopGraph(shop)
      let plan = randomPlan(instance, &random)
      graph.load(machines: plan.machines, order: plan.order)
      let first = random.below(count)
      let window = first..<random.integer(in: first + 1...count)
      let part = FlatShop(window: window, of: graph)
      let partGraph = ShopGraph(part)
      let ids = window.map { Int(graph.order[$0]) }
      // Another schedule of the window, and the same in the whole.
      var machines = ids.map { graph.machine[$0] }
      var next = (0..<part.count).filter { Int(part.jobBefore[$0]) == part.count }
      var order: [Int32] = []
      while !next.isEmpty {
        let at = random.below(next.count)
        let n = next[at]
        order.append(Int32(n))
        let choices = instance.alternatives(of: ids[n])
        machines[n] = Int32(instance.machines[choices.lowerBound + random.below(choices.count)])
        let after = Int(part.jobAfter[n])
        if after < part.count { next[at] = after } else { next.remove(at: at) }
      }
      partGraph.load(machines: machines, order: order)
      var whole = (0..<count).map { graph.order[$0] }
      var wholeMachines = (0..<count).map { graph.machine[$0] }
      for (place, n) in order.enumerated() {
        whole[first + place] = Int32(ids[Int(n)])
        wholeMachines[ids[Int(n)]] = machines[Int(n)]
      }
      let before = graph.makespan
      graph.load(machines: wholeMachines, order: whole)
      #expect(partGraph.makespan <= graph.makespan)
      // What passes by the window is there before and after.
      if partGraph.makespan < graph.makespan {
        passedBy += 1
        #expect(graph.makespan <= before)
      }
    }
    #expect(passedBy > 20)
  }

  @Test("A window with a slack leaves out dear alternatives, but not the present ones")
  func windowSlack() throws {
    var random = RandomStream(seed: 503)
    var left = 0
    for _ in 0..<500 {
      let instance = try randomShop(&random, jobs: 6, machines: 3, operations: 6)
      let costs = (0..<instance.alternativeCount).map { _ in Double(random.below(5)) }
      let graph = ShopGraph(FlatShop(instance, costs: costs))
      let plan = randomPlan(instance, &random)
      graph.load(machines: plan.machines, order: plan.order)
      let part = FlatShop(window: 0..<graph.count, of: graph, slack: 0.5)
      for n in 0..<part.count {
        let i = Int(graph.order[n])
        let least = instance.alternatives(of: i).map { costs[$0] }.min() ?? 0
        let expected = instance.alternatives(of: i).filter {
          costs[$0] <= 1.5 * least || instance.machines[$0] == Int(graph.machine[i])
        }
        left += instance.alternatives(of: i).count - expected.count
        let places = Int(part.firstAlternative[n])..<Int(part.firstAlternative[n + 1])
        #expect(places.map { Int(part.machines[$0]) } == expected.map { instance.machines[$0] })
        #expect(places.map { part.durations[$0] } == expected.map { instance.durations[$0] })
      }
    }
    #expect(left > 500)
  }
}

private func sequences(of graph: ShopGraph) -> [[Int]] {
  (0..<graph.shop.machineCount).map { k in
    (0..<graph.length[k]).map { Int(graph.sequence[graph.shop.offset[k] + $0]) }
  }
}

private func sequences(of graph: ShopGraph, moving v: Int, to k: Int, at n: Int) -> [[Int]] {
  var result = sequences(of: graph).map { $0.filter { $0 != v } }
  result[k].insert(v, at: n)
  return result
}

/// Heads and tails by repeating the definition until nothing changes.
private struct Reference {
  var heads: [Int]
  var tails: [Int]
  var makespan: Int

  /// nil where the sequences make a cycle.
  init?(_ instance: FlexibleJobShopInstance, _ sequences: [[Int]]) {
    let count = instance.operationCount
    var machine = [Int](repeating: 0, count: count)
    for (k, sequence) in sequences.enumerated() { for i in sequence { machine[i] = k } }
    let time = (0..<count).map { instance.duration(of: $0, on: machine[$0]) ?? 0 }
    var arcs: [(Int, Int)] = []
    for sequence in sequences { arcs += zip(sequence, sequence.dropFirst()) }
    for j in 0..<instance.jobCount {
      let operations = instance.operations(of: j)
      arcs += zip(operations, operations.dropFirst())
    }
    var waiting = [Int](repeating: 0, count: count)
    for (_, b) in arcs { waiting[b] += 1 }
    var order = (0..<count).filter { waiting[$0] == 0 }
    var next = 0
    while next < order.count {
      for (a, b) in arcs where a == order[next] {
        waiting[b] -= 1
        if waiting[b] == 0 { order.append(b) }
      }
      next += 1
    }
    guard order.count == count else { return nil }
    heads = (0..<count).map {
      max(instance.release(of: $0), instance.conditions.machineRelease?[machine[$0]] ?? 0)
    }
    tails = [Int](repeating: 0, count: count)
    for i in order {
      for (a, b) in arcs where a == i { heads[b] = max(heads[b], heads[a] + time[a]) }
    }
    for i in order.reversed() {
      for (a, b) in arcs where b == i { tails[a] = max(tails[a], tails[b] + time[b]) }
    }
    makespan = zip(heads, time).reduce(0) { max($0, $1.0 + $1.1) }
  }
}

/// What a graph holds that its sequences do not give; nil = nothing.
private func fault(of graph: ShopGraph, _ instance: FlexibleJobShopInstance) -> String? {
  let sequences = sequences(of: graph)
  guard let reference = Reference(instance, sequences) else { return "a cycle" }
  for (k, sequence) in sequences.enumerated() {
    for (n, i) in sequence.enumerated() {
      guard Int(graph.machine[i]) == k, graph.index[i] == n else { return "index of \(i)" }
      guard graph.time[i] == instance.duration(of: i, on: k) else { return "time of \(i)" }
      if n > 0 {
        guard Int(graph.before[i]) == sequence[n - 1], Int(graph.after[sequence[n - 1]]) == i,
          graph.place[i] > graph.place[sequence[n - 1]]
        else { return "links of \(i)" }
      }
    }
  }
  for i in 0..<graph.count {
    guard Int(graph.order[graph.place[i]]) == i else { return "place of \(i)" }
    guard graph.head[i] == reference.heads[i] else { return "head of \(i)" }
    guard graph.end[i] == graph.head[i] + graph.time[i] else { return "end of \(i)" }
    guard graph.tail[i] == reference.tails[i] else { return "tail of \(i)" }
    guard graph.rest[i] == graph.tail[i] + graph.time[i] else { return "rest of \(i)" }
    let before = Int(graph.shop.jobBefore[i])
    guard before == graph.count || graph.place[before] < graph.place[i] else { return "order" }
  }
  return graph.makespan == reference.makespan ? nil : "makespan"
}
