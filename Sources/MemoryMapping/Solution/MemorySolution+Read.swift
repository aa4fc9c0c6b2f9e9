import OptCore

extension MemorySolution {
  /// Reads a result document or, for static allocation, a table with `id` and `offset`.
  ///
  /// What breaks rules is kept: `violations(in:)` says what is wrong with it.
  ///
  /// - Throws: `InstanceError` when the text does not follow its form.
  static func read(
    _ text: SourceText, of instance: MemoryInstance
  ) throws(InstanceError) -> MemorySolution {
    guard MemoryText.isObject(text) else {
      guard case .allocation(let instance) = instance else {
        throw InstanceError(
          at: text.start, found: "no JSON object", expected: "a result document of a program")
      }
      return .allocation(try AllocationAnswerReader.read(text, of: instance))
    }
    let document = try JSONCursor(reading: text, statesPath: true)
    if let problem = try document.member("problem"), problem.value != .string("memory") {
      throw problem.error(expected: "\"memory\"")
    }
    let objective = try document.member("objective")?.integer(in: .min ... .max, "an objective")
    let records = try document.required("buffers", "a list of buffers")
      .elements("a list of buffers")
    switch instance {
    case .allocation(let instance):
      var allocation = try Allocation.read(records, of: instance)
      allocation.statedPeak = objective
      return .allocation(allocation)
    case .mapping(let instance):
      var mapping = try Mapping.read(records, of: instance)
      mapping.statedSaving = objective
      return .mapping(mapping)
    }
  }
}

/// Which memory a record is about.
private enum Location: String, CaseIterable {
  case fast, slow
}

extension Allocation {
  fileprivate static func read(
    _ records: [JSONCursor], of instance: AllocationInstance
  ) throws(InstanceError) -> Allocation {
    var draft = AllocationDraft(instance)
    for record in records {
      let id = try record.required("id", "the name of a buffer").string("the name of a buffer")
      if try record.word("location", Location.self) == .slow {
        throw try record.required("location", "").error(
          expected: "\"fast\": static allocation has one memory")
      }
      draft.place(
        id, at: try record.required("offset", "an offset").integer(in: .min ... .max, "an offset"))
    }
    return draft.allocation
  }
}

extension Mapping {
  private enum EntryName: String, CaseIterable {
    case define, copy, preload
  }

  fileprivate static func read(
    _ records: [JSONCursor], of instance: MappingInstance
  ) throws(InstanceError) -> Mapping {
    let numbers = Dictionary(
      instance.tensors.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var mapping = Mapping()
    for record in records {
      let id = try record.required("id", "the name of a tensor").string("the name of a tensor")
      let number = numbers[id]
      if number == nil {
        mapping.statedFaults.append(.tensor(id, "is not one of the instance"))
      }
      if try record.word("location", Location.self) == .slow { continue }
      mapping.residencies.append(try stay(record, tensor: number ?? 0))
    }
    return mapping
  }

  private static func stay(
    _ record: JSONCursor, tensor: Int
  ) throws(InstanceError) -> Residency {
    func number(_ key: String, _ what: String) throws(InstanceError) -> Int {
      try record.required(key, what).integer(in: .min ... .max, what)
    }
    guard let name = try record.word("entry", EntryName.self) else {
      throw record.error(
        found: "no 'entry'", expected: "'entry': \"define\" or \"copy\" or \"preload\"")
    }
    let entry: Entry =
      switch name {
      case .define: .define
      case .copy: .copy(ready: try number("ready", "the instruction from which on it is usable"))
      case .preload: .preload
      }
    var stay = Residency(
      tensor: tensor, lower: try number("lower", "a first instruction"),
      upper: try number("upper", "the instruction after the last one"),
      offset: try number("offset", "an offset"), entry: entry)
    if let window = try record.member("copy_out") {
      let what = "the first instruction of a copy and the one after its last"
      let ends = try window.elements(what)
      guard ends.count == 2 else { throw window.error(expected: "\(what) (two integers)") }
      stay.copyOut = CopyWindow(
        try ends[0].integer(in: .min ... .max, "the first instruction of a copy"),
        try ends[1].integer(in: .min ... .max, "the instruction after a copy"))
    }
    return stay
  }
}
