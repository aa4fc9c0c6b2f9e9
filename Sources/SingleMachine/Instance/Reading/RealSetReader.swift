import OptCore

/// Reads one instance of a real-valued set: header `inst k n`, then n lines `p w d` of real numbers.
///
/// The instance is chosen by its `k`, as the header writes it.
enum RealSetReader {
  /// The label of an instance and where the rest of its header starts.
  private typealias Header = (label: String, offset: Int)

  static func read(
    _ source: SourceText, pick: String?
  ) throws(InstanceError) -> SingleMachineInstance {
    var scanner = FieldScanner(source)
    let headers = try headers(&scanner)
    guard let first = headers.first else {
      throw scanner.errorHere(found: "the end of the file", expected: "'inst k n'")
    }
    let choices =
      headers.prefix(3).map { quoted($0.label) }.joined(separator: ", ")
      + (headers.count > 3 ? ", ..." : "")
    if headers.count > 1, pick == nil { throw PickError.choose(headers.count, choices, source) }
    guard let chosen = pick == nil ? first : headers.first(where: { $0.label == pick }) else {
      throw PickError.unknown(pick ?? "", choices, source)
    }
    scanner.move(to: chosen.offset)
    return try instance(&scanner, name: "\(source.stem)_\(chosen.label)")
  }

  /// Every instance, picked by its label; of two with one label the second cannot be picked and is refused.
  static func members(
    _ source: SourceText
  ) throws(InstanceError) -> [InstanceMember<SingleMachineInstance>] {
    var scanner = FieldScanner(source)
    let headers = try headers(&scanner)
    if headers.count < 2 {
      return [.init(pick: nil, content: .success(try read(source, pick: nil)))]
    }
    var seen: Set<String> = []
    return headers.map { header in
      scanner.setLandmark(at: header.offset)
      scanner.move(to: header.offset)
      let content = Result { () throws(InstanceError) in
        guard seen.insert(header.label).inserted else {
          throw scanner.errorHere(
            found: "label \(quoted(header.label)) again", expected: "labels that differ")
        }
        return try instance(&scanner, name: "\(source.stem)_\(header.label)")
      }
      return InstanceMember(pick: header.label, content: content)
    }
  }

  /// Every header; the scanner passes the whole file.
  private static func headers(
    _ scanner: inout FieldScanner
  ) throws(InstanceError) -> [Header] {
    var headers: [Header] = []
    while let first = scanner.next() {
      if scanner.text(first) == "inst" {
        guard let label = scanner.nextOnLine() else {
          throw scanner.errorHere(found: "the end of the line", expected: "'inst k n'")
        }
        headers.append((scanner.text(label), scanner.offset))
      } else if headers.isEmpty {
        throw scanner.error(first, found: scanner.shown(first), expected: "'inst k n'")
      }
      while scanner.nextOnLine() != nil {}
    }
    return headers
  }

  private static func instance(
    _ scanner: inout FieldScanner, name: String
  ) throws(InstanceError) -> SingleMachineInstance {
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
          at: scanner.place(at: first.lowerBound),
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
      throw InstanceError(at: scanner.place(at: header.lowerBound), error.description)
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
