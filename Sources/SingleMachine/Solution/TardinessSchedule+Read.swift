import OptCore

extension TardinessSchedule {
  /// Reads a result document (JSON), or a bare sequence: job ids separated by blanks, `#` comments ignored.
  ///
  /// A list that is no permutation is returned as it stands: `violations(in:)` says what is wrong with it.
  ///
  /// - Throws: `InstanceError` when the text follows neither form.
  public static func read(_ text: SourceText) throws(InstanceError) -> TardinessSchedule {
    var scanner = FieldScanner(text)
    guard let first = scanner.next() else {
      return TardinessSchedule(sequence: [])
    }
    if text.bytes[first.lowerBound] == UInt8(ascii: "{") { return try document(text) }
    scanner.move(to: first.lowerBound)
    var sequence: [Int] = []
    while let field = scanner.next() { sequence.append(try scanner.integer(field, "a job id")) }
    return TardinessSchedule(sequence: sequence)
  }

  private static func document(_ text: SourceText) throws(InstanceError) -> TardinessSchedule {
    let document = try JSONReader.read(text)
    func error(_ path: [JSONPathStep], _ expected: String) -> InstanceError {
      InstanceError(at: JSONReader.location(of: path, in: text), "expected \(expected)")
    }
    if let problem = document["problem"], problem != .string("smtt") {
      throw error([.key("problem")], "\"smtt\"")
    }
    guard let elements = document["sequence"]?.asArray else {
      throw error(
        document["sequence"] == nil ? [] : [.key("sequence")], "'sequence', a list of job ids")
    }
    var sequence: [Int] = []
    sequence.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      guard case .integer(let job) = element else {
        throw error([.key("sequence"), .index(index)], "a job id (an integer)")
      }
      sequence.append(job)
    }
    return TardinessSchedule(sequence: sequence, stated: try stated(document, error))
  }

  private static func stated(
    _ document: JSONValue, _ error: ([JSONPathStep], String) -> InstanceError
  ) throws(InstanceError) -> StatedSchedule {
    let objective = document["objective"].flatMap(number)
    if objective == nil, let found = document["objective"], found != .null {
      throw error([.key("objective")], "a number")
    }
    guard let value = document["jobs"], value != .null else {
      return StatedSchedule(objective: objective, jobs: nil)
    }
    guard let records = value.asArray else { throw error([.key("jobs")], "a list of records") }
    var jobs: [StatedSchedule.Job] = []
    jobs.reserveCapacity(records.count)
    for (index, record) in records.enumerated() {
      guard case .integer(let id) = record["id"] ?? .null,
        let start = record["start"].flatMap(number),
        let end = record["end"].flatMap(number),
        let tardiness = record["tardiness"].flatMap(number)
      else {
        throw error(
          [.key("jobs"), .index(index)],
          "a record with 'id' (an integer), 'start', 'end' and 'tardiness' (numbers)")
      }
      jobs.append(StatedSchedule.Job(id: id, start: start, end: end, tardiness: tardiness))
    }
    return StatedSchedule(objective: objective, jobs: jobs)
  }

  /// A number of a document, an integer as such; nil for anything else.
  private static func number(_ value: JSONValue) -> ObjectiveValue? {
    switch value {
    case .integer(let number): .integer(number)
    case .real(let number): .real(number)
    default: nil
    }
  }
}
