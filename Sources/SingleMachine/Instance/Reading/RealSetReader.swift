import OptCore

/// Reads one instance of a real-valued set: header `inst k n`, then n lines `p w d` of real numbers.
///
/// The instance is chosen by its `k`, as the header writes it.
enum RealSetReader {
  static func read(
    _ source: SourceText, pick: String?
  ) throws(InstanceError) -> SingleMachineInstance {
    var scanner = FieldScanner(source)
    var labels: [String] = []
    var count = 0
    var chosen: (label: String, offset: Int)?
    while let first = scanner.next() {
      if scanner.text(first) == "inst" {
        guard let label = scanner.nextOnLine() else {
          throw scanner.errorHere(found: "the end of the line", expected: "'inst k n'")
        }
        let text = scanner.text(label)
        if chosen == nil, pick == nil || pick == text { chosen = (text, scanner.offset) }
        if labels.count < 3 { labels.append(quoted(text)) }
        count += 1
      } else if count == 0 {
        throw scanner.error(first, found: scanner.shown(first), expected: "'inst k n'")
      }
      while scanner.nextOnLine() != nil {}
    }
    let choices = labels.joined(separator: ", ") + (count > labels.count ? ", ..." : "")
    guard let chosen else {
      if let pick { throw PickError.unknown(pick, choices, source) }
      throw scanner.errorHere(found: "the end of the file", expected: "'inst k n'")
    }
    if count > 1, pick == nil { throw PickError.choose(count, choices, source) }
    scanner.move(to: chosen.offset)
    return try instance(&scanner, name: "\(source.stem)_\(chosen.label)")
  }

  private static func instance(
    _ scanner: inout FieldScanner, name: String
  ) throws(InstanceError) -> SingleMachineInstance {
    let source = scanner.source
    guard let header = scanner.nextOnLine() else {
      throw scanner.errorHere(found: "the end of the line", expected: "the number of jobs")
    }
    let jobs = try scanner.integer(header, "the number of jobs", atLeast: 0)
    try endOfLine(&scanner, "'inst k n'")
    var data = DecimalTable()
    while data.count < jobs {
      guard let first = scanner.next(), scanner.text(first) != "inst" else {
        throw scanner.errorHere(
          found: "the end of the instance after \(data.count) of \(jobs) jobs",
          expected: "a job line 'p w d'")
      }
      let p = try DecimalNumber(first, &scanner, "a processing time", mayBeNegative: false)
      let w = try following(&scanner, "a weight", mayBeNegative: false)
      let d = try following(&scanner, "a due date", mayBeNegative: true)
      try endOfLine(&scanner, "'p w d'")
      guard data.append(p, w, d) else {
        throw InstanceError(
          at: source.location(at: first.lowerBound),
          SingleMachineInstance.Invalid.sumTooLarge(job: data.count).description)
      }
    }
    if let extra = scanner.next(), scanner.text(extra) != "inst" {
      throw scanner.error(
        extra, found: scanner.shown(extra), expected: "'inst k n' after \(jobs) jobs")
    }
    do {
      return try data.quantised(name: name)
    } catch {
      throw InstanceError(at: source.location(at: header.lowerBound), error.description)
    }
  }

  private static func following(
    _ scanner: inout FieldScanner, _ what: StaticString, mayBeNegative: Bool
  ) throws(InstanceError) -> DecimalNumber {
    guard let field = scanner.nextOnLine() else {
      throw scanner.errorHere(found: "the end of the line", expected: "\(what)")
    }
    return try DecimalNumber(field, &scanner, what, mayBeNegative: mayBeNegative)
  }

  private static func endOfLine(
    _ scanner: inout FieldScanner, _ line: StaticString
  ) throws(InstanceError) {
    guard let extra = scanner.nextOnLine() else { return }
    throw scanner.error(
      extra, found: scanner.shown(extra), expected: "the end of the line after \(line)")
  }
}
