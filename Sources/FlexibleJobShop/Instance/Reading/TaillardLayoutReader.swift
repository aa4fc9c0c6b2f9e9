import OptCore

/// Reads the layout of Taillard (1993), "Benchmarks for basic scheduling problems": `jobs machines ...`, the word `Times` and by job a row of
/// durations, the word `Machines` and by job a row of machines.
///
/// Line breaks mean nothing after the words. A file may hold many instances, one behind the other; headings stand before size lines.
enum TaillardLayoutReader {
  /// Reads every instance of a file. Those of many are named by the file and their number from 1.
  ///
  /// - Parameter base: what machines count from; nil = for each instance 0 where a 0 occurs, else 1.
  /// - Throws: `InstanceError` at the first token that does not fit.
  /// - Complexity: O(length of the text).
  static func readAll(_ source: SourceText, base: Int?) throws(InstanceError) -> [ShopContent] {
    let count = instanceCount(source)
    var tokens = TokenReader(source)
    var contents: [ShopContent] = []
    for number in 1...max(1, count) {
      let size = try ShopSize(&tokens, rest: .numbers)
      var table = ShopTable(machineCount: size.machines, base: base)
      try readBody(&tokens, jobCount: size.jobs, into: &table)
      contents.append(
        ShopContent(
          name: count > 1 ? "\(source.stem)_\(number)" : source.stem,
          machineCount: size.machines, jobs: try table.finish()))
    }
    try tokens.expectEnd(after: contents.last?.jobs.count ?? 0)
    return contents
  }

  private static func readBody(
    _ tokens: inout TokenReader, jobCount: Int, into table: inout ShopTable
  ) throws(InstanceError) {
    let perJob = table.machineCount
    try keyword("times", "the word 'Times'", &tokens)
    let durations = try durations(&tokens, jobCount: jobCount, perJob: perJob)
    try keyword("machines", "the word 'Machines'", &tokens)
    var index = 0
    do throws(InstanceError) {
      for _ in 0..<jobCount {
        for _ in 0..<perJob {
          let machine = try table.machine(try tokens.expect("a machine"), in: tokens)
          table.add(machine: machine, duration: durations[index])
          table.endOperation()
          index += 1
        }
        table.endJob()
      }
    } catch {
      throw table.placed(error)
    }
  }

  /// Row after row. They must add up on their own, for their machines come later.
  private static func durations(
    _ tokens: inout TokenReader, jobCount: Int, perJob: Int
  ) throws(InstanceError) -> [Int] {
    var sums = ShopTable(machineCount: perJob, base: nil)
    var durations: [Int] = []
    do throws(InstanceError) {
      for _ in 0..<jobCount {
        for _ in 0..<perJob {
          durations.append(try sums.duration(try tokens.expect("a duration"), in: tokens))
          sums.endOperation()
        }
        sums.endJob()
      }
    } catch {
      throw sums.placed(error)
    }
    return durations
  }

  /// Takes a line that begins with a word, in any case.
  private static func keyword(
    _ word: String, _ what: StaticString, _ tokens: inout TokenReader
  ) throws(InstanceError) {
    let token = try tokens.expect(what)
    guard token.text.lowercased().hasPrefix(word) else {
      throw InstanceError(
        at: tokens.location(of: token), found: quoted(token.text), expected: "\(what)")
    }
    tokens.skipRestOfLine()
  }

  /// The number of lines that begin with the word `Times`: as many instances there are.
  static func instanceCount(_ source: SourceText) -> Int {
    let word = Array("times".utf8)
    var count = 0
    var matched: Int? = 0
    for byte in source.bytes {
      if byte == 0x0A || byte == 0x0D {
        matched = 0
      } else if let length = matched {
        if byte | 0x20 == word[length] {
          matched = length + 1 < word.count ? length + 1 : nil
          if matched == nil { count += 1 }
        } else if length > 0 || !(byte == 0x20 || byte == 0x09) {
          matched = nil
        }
      }
    }
    return count
  }
}
