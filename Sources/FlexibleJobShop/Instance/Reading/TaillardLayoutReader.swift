import OptCore

/// Reads the layout of Taillard (1993), "Benchmarks for basic scheduling problems": `jobs machines ...`, the word `Times` and by job a row of
/// durations, the word `Machines` and by job a row of machines.
///
/// Line breaks mean nothing after the words.
enum TaillardLayoutReader: LayoutReader {
  static var rest: ShopSize.Rest { .numbers }

  static func readBody(
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

  /// Whether a line begins with the word `Times`.
  static func accepts(_ source: SourceText) -> Bool {
    let word = Array("times".utf8)
    var matched: Int? = 0
    for byte in source.bytes {
      if byte == 0x0A || byte == 0x0D {
        matched = 0
      } else if let count = matched {
        if byte | 0x20 == word[count] {
          if count + 1 == word.count { return true }
          matched = count + 1
        } else if count > 0 || !(byte == 0x20 || byte == 0x09) {
          matched = nil
        }
      }
    }
    return false
  }
}
