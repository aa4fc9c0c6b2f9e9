import OptCore

/// Reads the form `swpws-instance-1`; keys that it does not know are ignored.
struct LoopReader {
  /// The value of `format`.
  static let format = "swpws-instance-1"

  /// What is decided.
  enum Mode: String, CaseIterable {
    /// The initiation interval and starts.
    case modulo
    /// Warps as well.
    case joint
  }

  /// The range of most numbers.
  static let numbers = 0...LoopInstance.largestNumber

  let machine: LoopMachine
  /// Numbers of units and memories by name, and of operations by identifier.
  private let units: [String: Int]
  private let memories: [String: Int]
  private var numbers: [String: Int] = [:]
  /// Identifiers by number.
  private var identifiers: [String] = []

  /// Reads a document.
  ///
  /// - Throws: `InstanceError` at the value that does not fit, with its path in the document and the operation or edge it belongs to.
  static func read(_ document: JSONCursor) throws(InstanceError) -> LoopContent {
    let mode = try document.word("mode", Mode.self) ?? .modulo
    let name = try document.member("name")?.string("a name") ?? document.source.stem
    let machine = try LoopMachineReader.read(
      try document.required("machine", "units, memories and warps"), mode)
    var reader = LoopReader(machine)
    return try reader.loop(
      try document.required("loop", "operations and edges"), name: name)
  }

  private init(_ machine: LoopMachine) {
    func numbers(_ list: [LoopMachine.Resource]) -> [String: Int] {
      Dictionary(list.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }
    self.machine = machine
    (units, memories) = (numbers(machine.units), numbers(machine.memories))
  }

  private mutating func loop(
    _ value: JSONCursor, name: String
  ) throws(InstanceError) -> LoopContent {
    let list = try value.required("ops", "a list of operations")
    let records = try list.elements("a list of operations")
    guard !records.isEmpty else {
      throw list.error(found: "none", expected: "an operation or more")
    }
    var operations: [LoopOperation] = []
    for record in records {
      let operation = try self.operation(record)
      guard numbers.updateValue(operations.count, forKey: operation.id) == nil else {
        throw try record.required("id", "an identifier")
          .error(expected: "an identifier that no operation before it has")
      }
      operations.append(operation)
      identifiers.append(operation.id)
    }
    let edgeRecords = try value.member("edges")?.elements("a list of edges") ?? []
    var edges: [LoopEdge] = []
    for record in edgeRecords { edges.append(try edge(record)) }
    do throws(LoopInstance.Invalid) {
      let instance = try LoopInstance(
        name: name, machine: machine, operations: operations, edges: edges)
      return LoopContent(instance: instance) { LoopPlace(records[$0]) }
    } catch {
      // What is left concerns the loop as a whole: cycles and sums.
      let place = LoopContent.culprit(of: error, operations, edges)
      throw
        (place.map { $0.isEdge ? edgeRecords[$0.number] : records[$0.number] } ?? value)
        .error(error.description)
    }
  }

  private func operation(_ record: JSONCursor) throws(InstanceError) -> LoopOperation {
    let id = try record.required("id", "an identifier").string("the identifier of an operation")
    func number(_ key: String, default standard: Int = 0) throws(InstanceError) -> Int {
      try record.integer(
        key, in: LoopReader.numbers, default: standard, "'\(key)' of operation \(quoted(id))")
    }
    let cycles = try number("cycles", default: 1)
    var operation = LoopOperation(id: id, cycles: cycles)
    for use in try record.member("uses")?.elements("a list of uses of operation \(quoted(id))")
      ?? []
    {
      operation.uses.append(try self.use(use, cycles: cycles, of: id))
    }
    for (name, amount) in try record.member("mem")?.members(
      "amounts by memory of operation \(quoted(id))") ?? []
    {
      guard let memory = memories[name] else {
        throw amount.error(
          found: "memory \(quoted(name)) of operation \(quoted(id))",
          expected: known(machine.memories, "memory"))
      }
      let isThere = operation.memory.contains { $0.memory == memory }
      guard !isThere else {
        throw amount.error(
          found: "memory \(quoted(name)) of operation \(quoted(id)) twice",
          expected: "every memory once")
      }
      let number = try amount.integer(
        in: LoopReader.numbers, "an amount of memory \(quoted(name)) of operation \(quoted(id))")
      operation.memory.append(.init(memory: memory, amount: number))
    }
    operation.registers = try number("regs")
    operation.warpCount = try record.integer(
      "warps", in: 1...(machine.warps?.count ?? WarpSet.capacity), default: 1,
      "a number of warps of operation \(quoted(id))")
    operation.hasVariableLatency = try record.flag("variable_latency")
    operation.isStreaming = try record.flag("streaming")
    operation.spill = try number("spill")
    operation.issue = try number("issue", default: cycles)
    operation.liveFrom = try number("live_from")
    return operation
  }

  private func use(
    _ record: JSONCursor, cycles: Int, of id: String
  ) throws(InstanceError) -> LoopOperation.Use {
    let name = try record.required("unit", "the name of a unit")
    guard case .string(let text) = name.value, let unit = units[text] else {
      throw name.error(
        found: "unit \(name.value.shown) of operation \(quoted(id))",
        expected: known(machine.units, "unit"))
    }
    let what = "of operation \(quoted(id)) on unit \(quoted(text))"
    let from = try record.integer(
      "from", in: LoopReader.numbers, default: 0, "the first cycle \(what)")
    let hasEnd = try record.member("to") != nil
    guard hasEnd || from <= cycles else {
      throw try record.required("from", "the first cycle \(what)").error(
        expected: "at most the \(cycles) cycles of operation \(quoted(id)), for there is no 'to'")
    }
    let to = try record.integer(
      "to", in: from...LoopInstance.largestNumber, default: cycles,
      "the cycle after the last, not before 'from', \(what)")
    let amount = try record.integer(
      "amount", in: 1...machine.units[unit].capacity, default: 1,
      "an amount within the capacity of the unit, \(what)")
    return LoopOperation.Use(unit: unit, from: from, to: to, amount: amount)
  }

  private func edge(_ record: JSONCursor) throws(InstanceError) -> LoopEdge {
    func end(_ key: String, _ what: String) throws(InstanceError) -> Int {
      let name = try record.required(key, "the operation that the edge \(what)")
      guard case .string(let id) = name.value, let number = numbers[id] else {
        throw name.error(
          found: "operation \(name.value.shown)",
          expected: "the identifier of an operation of the loop, which the edge \(what)")
      }
      return number
    }
    var edge = LoopEdge(from: try end("src", "leaves"), to: try end("dst", "enters"))
    let what =
      "of the edge \(quoted(identifiers[edge.source])) -> \(quoted(identifiers[edge.target]))"
    let largest = LoopInstance.largestNumber
    edge.delay = try record.integer(
      "delay", in: -largest...largest, default: 0, "a delay \(what)")
    edge.distance = try record.integer(
      "distance", in: LoopReader.numbers, default: 0, "a distance \(what)")
    edge.kind = try record.word("kind", LoopEdge.Kind.self) ?? .data
    edge.isBlocking = try record.flag("blocking")
    edge.needsSameWarps = try record.flag("same_warps")
    edge.hold = try record.integer(
      "hold", in: LoopReader.numbers, default: 0, "cycles of 'hold' \(what)")
    return edge
  }

  /// The names there are, for a message.
  private func known(_ list: [LoopMachine.Resource], _ what: String) -> String {
    guard !list.isEmpty else { return "none, for the machine has no \(what)" }
    let names = list.prefix(8).map { quoted($0.name) }.joined(separator: ", ")
    return "a \(what) of the machine: \(names)" + (list.count > 8 ? ", ..." : "")
  }
}
