import OptCore

/// Reads one instance of an OR-Library `wtN` file: per instance n durations, n weights, then n due dates.
///
/// The file does not say n; instances are counted from 1.
enum ORLibraryReader {
  static func read(
    _ source: SourceText, jobs: Int, pick: String?
  ) throws(InstanceError) -> SingleMachineInstance {
    var scanner = FieldScanner(source)
    let starts = try starts(&scanner, jobs: jobs)
    let index = try PickError.index(pick, in: 1...starts.count, of: source)
    scanner.move(to: starts[index - 1])
    return try instance(&scanner, jobs: jobs, name: "\(source.stem)_\(index)")
  }

  /// Every instance, picked by its index; a file of one has nothing to pick.
  static func members(
    _ source: SourceText, jobs: Int
  ) throws(InstanceError) -> [InstanceMember<SingleMachineInstance>] {
    var scanner = FieldScanner(source)
    let starts = try starts(&scanner, jobs: jobs)
    if starts.count == 1 {
      return [.init(pick: nil, content: .success(try read(source, jobs: jobs, pick: nil)))]
    }
    return starts.enumerated().map { index, start in
      scanner.setLandmark(at: start)
      scanner.move(to: start)
      let pick = String(index + 1)
      let content = Result { () throws(InstanceError) in
        try instance(&scanner, jobs: jobs, name: "\(source.stem)_\(pick)")
      }
      return InstanceMember(pick: pick, content: content)
    }
  }

  /// Where the instances start: the scanner passes the whole file.
  private static func starts(
    _ scanner: inout FieldScanner, jobs: Int
  ) throws(InstanceError) -> [Int] {
    let size = 3 * jobs
    var starts: [Int] = []
    var fieldCount = 0
    while let field = scanner.next() {
      if fieldCount % size == 0 { starts.append(field.lowerBound) }
      fieldCount += 1
    }
    guard fieldCount % size == 0, !starts.isEmpty else {
      throw scanner.errorHere(
        found: "the end of the file after \(fieldCount) numbers",
        expected: "3 * \(jobs) numbers per instance (jobs=\(jobs))")
    }
    return starts
  }

  private static func instance(
    _ scanner: inout FieldScanner, jobs: Int, name: String
  ) throws(InstanceError) -> SingleMachineInstance {
    let start = scanner.offset
    let p = try column(&scanner, jobs, "a processing time", atLeast: 0)
    let w = try column(&scanner, jobs, "a weight", atLeast: 0)
    let d = try column(&scanner, jobs, "a due date", atLeast: .min)
    var table = JobTable(expecting: jobs, atMost: jobs, weighted: true)
    for j in 0..<jobs {
      guard table.append(processingTime: p[j], dueDate: d[j], weight: w[j]) else {
        throw InstanceError(at: scanner.place(at: start), table.refusal)
      }
    }
    return try table.instance(named: name, in: scanner.source)
  }

  private static func column(
    _ scanner: inout FieldScanner, _ count: Int, _ what: StaticString, atLeast least: Int
  ) throws(InstanceError) -> [Int] {
    var values: [Int] = []
    values.reserveCapacity(count)
    while values.count < count, let field = scanner.next() {
      values.append(try scanner.ticks(field, what, atLeast: least))
    }
    return values
  }

  /// The number of jobs in a file name such as `wt40` or `wt100.txt`; nil for any other name.
  static func jobs(inFileName source: SourceText) -> Int? {
    let stem = source.fileExtension.allSatisfy(\.isNumber) ? source.file : source.stem
    let name = stem.split(separator: "/").last.map(String.init) ?? stem
    guard name.hasPrefix("wt"), let jobs = Int(name.dropFirst(2)), jobs > 0, jobs <= 10_000 else {
      return nil
    }
    return jobs
  }
}
