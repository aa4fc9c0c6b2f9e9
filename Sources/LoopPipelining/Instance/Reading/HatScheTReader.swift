import OptCore

/// Reads the graphs of the HatScheT benchmark set: GraphML for vertices and edges, and XML for the resources.
///
/// Operation `v<id>` has the latency of its resource as cycles and, if the resource is limited, one instance of it for the blocking time. The delay
/// of an edge is the latency of its source and the delay in the file. Edges of type `Precedence` carry no value.
///
/// - Source: Sittel, Oppermann, Kumm, Koch and Zipf (2018), "HatScheT: a contribution to agile HLS"; Oppermann, Reuter-Oppermann, Sommer, Koch and
///   Sinnen (2019), "Exact and practical modulo scheduling for high-level synthesis", for the problem.
struct HatScheTReader {
  private let source: SourceText
  private let resources: [String: HatScheTResource]
  /// Names of GraphML's `key` elements by their identifiers.
  private var keys: [String: String] = [:]
  private var units: [LoopMachine.Resource] = []
  private var unitNumbers: [String: Int] = [:]
  private var operations: [LoopOperation] = []
  private var edges: [LoopEdge] = []
  private var numbers: [String: Int] = [:]

  /// Reads a graph with its resource model.
  ///
  /// - Throws: `InstanceError` with the exact place, in whichever file it is.
  static func read(
    _ text: SourceText, resources: SourceText
  ) throws(InstanceError) -> LoopContent {
    let root = try XMLReader.read(text)
    guard root.name == "graphml" else {
      throw InstanceError(
        at: text.location(at: root.offset), found: "an element '\(root.name)'",
        expected: "'graphml'"
          + (root.name == "ModelInformation"
            ? ": this is a resource model, which -P resources=FILE names" : ""))
    }
    var reader = HatScheTReader(
      source: text, resources: try HatScheTResource.read(resources))
    return try reader.graph(root, machineName: resources.stem)
  }

  private init(source: SourceText, resources: [String: HatScheTResource]) {
    (self.source, self.resources) = (source, resources)
  }

  private mutating func graph(
    _ root: XMLElement, machineName: String
  ) throws(InstanceError) -> LoopContent {
    for key in root.children("key") {
      if let id = key.attribute("id"), let name = key.attribute("attr.name") {
        keys[id.value] = name.value
      }
    }
    guard let graph = root.children("graph").first else {
      throw error(at: root.contentOffset, found: "no graph", expected: "an element 'graph'")
    }
    let nodes = graph.children("node").filter { $0.attribute("id")?.value != "modsched_info" }
    guard !nodes.isEmpty else {
      throw error(at: graph.contentOffset, found: "no node", expected: "a node or more")
    }
    for node in nodes { try add(node: node) }
    let arcs = graph.children("edge")
    for arc in arcs { try add(edge: arc) }
    let machine = LoopMachine(name: machineName, units: units)
    let (source, operations, edges) = (source, operations, edges)
    do throws(LoopInstance.Invalid) {
      let instance = try LoopInstance(
        name: source.stem, machine: machine, operations: operations, edges: edges)
      return LoopContent(instance: instance) {
        LoopPlace(source.location(at: nodes[$0].offset))
      }
    } catch {
      let place = LoopContent.culprit(of: error, operations, edges)
      let offset = place.map { $0.isEdge ? arcs[$0.number].offset : nodes[$0.number].offset }
      throw InstanceError(at: source.location(at: offset ?? graph.offset), error.description)
    }
  }

  private func error(at offset: Int, found: String, expected: String) -> InstanceError {
    InstanceError(at: source.location(at: offset), found: found, expected: expected)
  }

  /// The text of the `data` element with a key.
  private func data(_ element: XMLElement, _ key: String) -> XMLElement? {
    element.children("data").first {
      guard let id = $0.attribute("key")?.value else { return false }
      return (keys[id] ?? id) == key
    }
  }

  private mutating func add(node: XMLElement) throws(InstanceError) {
    guard let id = node.attribute("id") else {
      throw error(at: node.offset, found: "a node without 'id'", expected: "'id'")
    }
    guard numbers.updateValue(operations.count, forKey: id.value) == nil else {
      throw error(
        at: id.offset, found: "node \(quoted(id.value)) twice", expected: "every node once")
    }
    guard let name = data(node, "uses_resource") else {
      throw error(
        at: node.offset, found: "no 'uses_resource' in node \(quoted(id.value))",
        expected: "the name of its resource")
    }
    guard let resource = resources[name.trimmedText] else {
      throw error(
        at: name.contentOffset,
        found: "resource \(quoted(name.trimmedText)) of node \(quoted(id.value))",
        expected: "a resource of the resource model")
    }
    var operation = LoopOperation(id: "v" + id.value, cycles: resource.latency)
    if let limit = resource.limit, resource.blockingTime > 0 {
      let unit = unitNumbers[resource.name] ?? units.count
      if unit == units.count {
        unitNumbers[resource.name] = unit
        units.append(.init(name: resource.name, capacity: limit))
      }
      operation.uses = [.init(unit: unit, from: 0, to: resource.blockingTime)]
    }
    operations.append(operation)
  }

  private mutating func add(edge: XMLElement) throws(InstanceError) {
    func end(_ key: String) throws(InstanceError) -> Int {
      guard let id = edge.attribute(key) else {
        throw error(at: edge.offset, found: "an edge without '\(key)'", expected: "'\(key)'")
      }
      guard let number = numbers[id.value] else {
        throw error(
          at: id.offset, found: "node \(quoted(id.value))", expected: "a node of the graph")
      }
      return number
    }
    let (from, to) = (try end("source"), try end("target"))
    let name = "edge \(quoted(operations[from].id)) -> \(quoted(operations[to].id))"
    func number(_ key: String, _ range: ClosedRange<Int>) throws(InstanceError) -> Int? {
      guard let data = data(edge, key) else { return nil }
      guard let number = Int(data.trimmedText), range.contains(number) else {
        throw error(
          at: data.contentOffset, found: quoted(data.trimmedText),
          expected:
            "the \(key) of \(name) (an integer from \(range.lowerBound) to \(range.upperBound))"
        )
      }
      return number
    }
    let largest = LoopInstance.largestNumber
    let latency = try number("latency", -largest...largest)
    let delay = try number("delay", -largest...largest)
    let isOrder = data(edge, "deptype")?.trimmedText == "Precedence"
    edges.append(
      LoopEdge(
        from: from, to: to, delay: min(largest, operations[from].cycles + (delay ?? latency ?? 0)),
        distance: try number("distance", LoopReader.numbers) ?? 0, kind: isOrder ? .order : .data))
  }
}
