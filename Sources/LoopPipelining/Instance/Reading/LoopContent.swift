import OptCore

/// Where something of a loop stands in the file it was read from.
struct LoopPlace {
  /// File, line and column.
  let location: SourceLocation
  /// How a message begins: the path in a JSON document, or nothing.
  let prefix: String

  /// A place in a text.
  init(_ location: SourceLocation, prefix: String = "") {
    (self.location, self.prefix) = (location, prefix)
  }

  /// The place of a value in a document.
  init(_ value: JSONCursor) {
    self.init(value.location, prefix: value.name.isEmpty ? "" : value.name + ": ")
  }

  /// An error there.
  func error(_ message: String, kind: InstanceError.Kind = .malformed) -> InstanceError {
    InstanceError(at: location, prefix + message, kind: kind)
  }
}

/// An instance with the places of its operations in the file it was read from.
struct LoopContent {
  /// What was read.
  var instance: LoopInstance
  /// Where an operation of the instance stands, 0-based.
  var place: (Int) -> LoopPlace

  /// Refuses data for which no schedule exists at any initiation interval, as far as that is plain.
  ///
  /// - Throws: `InstanceError` of kind `infeasible` at the operation.
  func checkIsPossible() throws(InstanceError) {
    guard let fault = instance.impossibility else { return }
    throw place(fault.operation).error(fault.description, kind: .infeasible)
  }

  /// The operation or edge that a fault of a loop as a whole is said to stand at: an edge of the cycle without distance, or what adds most time.
  static func culprit(
    of fault: LoopInstance.Invalid, _ operations: [LoopOperation], _ edges: [LoopEdge]
  ) -> (number: Int, isEdge: Bool)? {
    switch fault {
    case .impossibleCycle(let names):
      let edge = edges.firstIndex {
        $0.distance == 0 && operations[$0.source].id == names.first
          && operations[$0.target].id == names[names.count > 1 ? 1 : 0]
      }
      return edge.map { ($0, true) }
    case .tooLarge:
      let spans = operations.map { operation in
        operation.uses.reduce(
          max(operation.span, operation.issue, operation.spill, operation.liveFrom)
        ) { max($0, $1.to) }
      }
      let reaches = edges.map { max(abs($0.delay), $0.hold, $0.distance) }
      guard let span = spans.max(), let operation = spans.firstIndex(of: span) else { return nil }
      if let reach = reaches.max(), reach > span, let edge = reaches.firstIndex(of: reach) {
        return (edge, true)
      }
      return (operation, false)
    default: return nil
    }
  }
}
