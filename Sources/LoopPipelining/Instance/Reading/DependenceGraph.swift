import OptCore

/// One loop of a file of dependence graphs, while it is read.
struct DependenceGraph {
  /// Units in the order they are listed in; others follow as they come.
  private static let order = ["TC", "TMA", "SFU", "CUDA", "TMEMP"]
  /// Units whose operations run on after their issue.
  private static let asynchronous: Set<String> = ["TC", "TMA"]
  private static let port = "TMEMP"

  /// Whether registers, footprints, spills and blocking are read.
  let isJoint: Bool
  /// Stretches by operation, with the name of the unit.
  private var uses: [[(unit: String, use: LoopOperation.Use)]] = []
  private var operations: [LoopOperation] = []
  private var numbers: [Int: Int] = [:]
  private var units: [String] = []

  init(isJoint: Bool) { self.isJoint = isJoint }

  /// The loop on a machine, to which its units are added.
  ///
  /// - Throws: `InstanceError` at the value that does not fit.
  mutating func content(
    _ loop: JSONCursor, name: String, machine: LoopMachine
  ) throws(InstanceError) -> LoopContent {
    let graph = try loop.required("ddg", "nodes and edges")
    let list = try graph.required("nodes", "a list of nodes")
    let nodes = try list.elements("a list of nodes")
    guard !nodes.isEmpty else { throw list.error(found: "none", expected: "a node or more") }
    for node in nodes { try add(node) }
    let records = try graph.member("edges")?.elements("a list of edges") ?? []
    var edges: [LoopEdge] = []
    for record in records { edges.append(try edge(record)) }
    var machine = machine
    place(on: &machine)
    do throws(LoopInstance.Invalid) {
      let instance = try LoopInstance(
        name: name, machine: machine, operations: operations, edges: edges)
      return LoopContent(instance: instance) { LoopPlace(nodes[$0]) }
    } catch {
      let place = LoopContent.culprit(of: error, operations, edges)
      throw
        (place.map { $0.isEdge ? records[$0.number] : nodes[$0.number] } ?? graph)
        .error(error.description)
    }
  }

  /// Numbers the units that are used.
  private mutating func place(on machine: inout LoopMachine) {
    let used =
      DependenceGraph.order.filter(units.contains)
      + units.filter {
        !DependenceGraph.order.contains($0)
      }
    let unitNumbers = Dictionary(
      used.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    machine.units = used.map { .init(name: $0, capacity: 1) }
    for (number, list) in uses.enumerated() {
      operations[number].uses = list.map { unit, use in
        var placed = use
        placed.unit = unitNumbers[unit] ?? 0
        return placed
      }
    }
  }

  private mutating func add(_ node: JSONCursor) throws(InstanceError) {
    let record = try node.required("id", "the number of a node")
    let id = try record.integer(in: LoopReader.numbers, "the number of a node")
    guard numbers.updateValue(operations.count, forKey: id) == nil else {
      throw record.error(expected: "a number that no node before it has")
    }
    func number(_ key: String) throws(InstanceError) -> Int {
      try node.integer(key, in: LoopReader.numbers, default: 0, "'\(key)' of node \(id)")
    }
    let unit = try unit(of: node, id)
    let occupancy = try number("occupancy")
    var operation = LoopOperation(id: "n\(id)", cycles: try number("latency"))
    var stretches = try table(of: node, id)
    if stretches.isEmpty, let unit, occupancy > 0 {
      stretches = [(unit, .init(unit: 0, from: 0, to: occupancy))]
    }
    if isJoint {
      operation.registers = try number("regs")
      operation.spill = try number("spill_cost")
      operation.memory = try [
        .init(memory: 0, amount: number("smem_footprint")),
        .init(memory: 1, amount: number("tmem_footprint")),
      ].filter { $0.amount > 0 }
      operation.hasVariableLatency = try node.flag("variable_latency")
      operation.isStreaming = try node.flag("streaming")
      let isAsynchronous = unit.map(DependenceGraph.asynchronous.contains) ?? false
      operation.issue = isAsynchronous ? 1 : occupancy
    }
    for stretch in stretches where !units.contains(stretch.unit) { units.append(stretch.unit) }
    operations.append(operation)
    uses.append(stretches)
  }

  /// The unit of a node; nil = none.
  private func unit(of node: JSONCursor, _ id: Int) throws(InstanceError) -> String? {
    guard let pipeline = try node.member("pipeline") else { return nil }
    let name = try pipeline.string("the pipeline of node \(id)")
    let kind = try node.member("op_kind")?.value.asString ?? ""
    if kind.hasSuffix("tmem_load") || kind.hasSuffix("tmem_store") { return DependenceGraph.port }
    return name == "NONE" ? nil : renamed(name)
  }

  private func renamed(_ unit: String) -> String { unit == "TMEM" ? DependenceGraph.port : unit }

  /// The stretches of a table of amounts by cycle for each unit.
  private func table(
    of node: JSONCursor, _ id: Int
  ) throws(InstanceError) -> [(unit: String, use: LoopOperation.Use)] {
    var stretches: [(unit: String, use: LoopOperation.Use)] = []
    for (name, list) in try node.member("rrt")?.members("a reservation table of node \(id)") ?? [] {
      var last = 0
      for (cycle, record) in try list.elements("amounts by cycle of node \(id)").enumerated() {
        let amount = try record.integer(
          in: 0...1, "what node \(id) takes of unit \(quoted(name)), which is there once,")
        if amount > 0 {
          if last > 0 {
            stretches[stretches.count - 1].use.to = cycle + 1
          } else {
            stretches.append((renamed(name), .init(unit: 0, from: cycle, to: cycle + 1)))
          }
        }
        last = amount
      }
    }
    return stretches
  }

  private func edge(_ record: JSONCursor) throws(InstanceError) -> LoopEdge {
    func end(_ key: String) throws(InstanceError) -> Int {
      let id = try record.required(key, "the number of a node")
      guard let number = id.value.asInteger.flatMap({ numbers[$0] }) else {
        throw id.error(expected: "'\(key)': the number of a node of the loop")
      }
      return number
    }
    let (from, to) = (try end("src"), try end("dst"))
    let what = "of the edge \(quoted(operations[from].id)) -> \(quoted(operations[to].id))"
    let largest = LoopInstance.largestNumber
    let delay = try record.integer(
      "latency", in: -largest...largest, default: 0, "a latency \(what)")
    return LoopEdge(
      from: from, to: to, delay: isJoint && operations[from].isStreaming ? 0 : delay,
      distance: try record.integer(
        "distance", in: LoopReader.numbers, default: 0, "a distance \(what)"),
      isBlocking: isJoint ? try record.flag("blocking") : false)
  }
}
