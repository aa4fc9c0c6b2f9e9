import OptCore

/// Reads the layout of JSPLIB: `jobs machines`, then by job as many pairs of machine and duration as there are machines.
///
/// Line breaks mean nothing after the first line. A job may visit a machine twice.
enum JobShopLayoutReader: LayoutReader {
  static var rest: ShopSize.Rest { .nothing }

  static func readJob(
    _ tokens: inout TokenReader, into table: inout ShopTable
  ) throws(InstanceError) {
    for _ in 0..<table.machineCount {
      try table.readAlternative(&tokens)
      table.endOperation()
    }
  }
}

/// Reads the layout of Da Col and Teppan (2022), "Industrial-size job shop scheduling with constraint programming": `jobs machines`, then by job
/// pairs of machine and duration and `-1 -1`.
///
/// Line breaks mean nothing after the first line. Jobs have any number of operations, and visit machines as often as they like.
enum ReentrantLayoutReader: LayoutReader {
  static var rest: ShopSize.Rest { .nothing }

  static func readJob(
    _ tokens: inout TokenReader, into table: inout ShopTable
  ) throws(InstanceError) {
    while true {
      let first = try tokens.expect("a machine, or '-1 -1' at the end of the job")
      let second = try tokens.expect("a duration, or '-1 -1' at the end of the job")
      if first.text == "-1" {
        guard second.text == "-1" else {
          throw InstanceError(
            at: tokens.location(of: second), found: quoted(second.text),
            expected: "a second -1 at the end of the job")
        }
        return
      }
      let machine = try table.machine(first, in: tokens)
      table.add(machine: machine, duration: try table.duration(second, in: tokens))
      table.endOperation()
    }
  }

  /// Whether two tokens `-1` follow each other somewhere.
  static func accepts(_ source: SourceText) -> Bool {
    let bytes = source.bytes
    var index = 1
    while index < bytes.count, bytes[index - 1] != UInt8(ascii: "-") || bytes[index] != 0x31 {
      index += 1
    }
    guard index < bytes.count else { return false }
    var tokens = TokenReader(source)
    var isMinusOne = false
    while let token = tokens.next() {
      let isNext = token.text == "-1"
      if isNext, isMinusOne { return true }
      isMinusOne = isNext
    }
    return false
  }
}
