import OptCore

/// The formats of instances, and how the one of a file is found.
///
/// In this order:
/// 1. first byte `{`, or extension `json`: JSON;
/// 2. a line that begins with `Times`: the layout of Taillard;
/// 3. `-1 -1` somewhere, unless the extension is `fjs`: the reentrant layout of Da Col and Teppan;
/// 4. extension `fjs`: the layout of Brandimarte; `jsp` or `jss`: that of JSPLIB; then the other one, if it fits without doubt;
/// 5. otherwise the one of both that fits, Brandimarte's first. When none does, that of JSPLIB is taken to be meant if most lines, or all together,
///    have as many numbers as it wants.
enum ShopLayout {
  /// Reads every instance of a file in its format; only that of Taillard holds many.
  ///
  /// - Parameter base: what machines count from in a text; nil = to be found out.
  /// - Throws: `InstanceError` of the most plausible format.
  /// - Complexity: O(length of the text).
  static func readAll(_ text: SourceText, base: Int?) throws(InstanceError) -> [ShopContent] {
    if firstByte(text) == UInt8(ascii: "{") || text.fileExtension == "json" {
      if let base, base != 0 {
        throw InstanceError(
          at: text.start, found: "-P machine-base=\(base)",
          expected: "0 or nothing, as machines count from 0 in JSON")
      }
      return [try JSONShopReader.read(text)]
    }
    if TaillardLayoutReader.instanceCount(text) > 0 {
      return try TaillardLayoutReader.readAll(text, base: base)
    }
    switch text.fileExtension {
    case "fjs":
      return [
        try content(
          of: text, base, as: FlexibleLayoutReader.self, or: JobShopLayoutReader.self,
          if: isClassical)
      ]
    case _ where ReentrantLayoutReader.accepts(text):
      return [try ReentrantLayoutReader.read(text, base: base)]
    case "jsp", "jss":
      return [
        try content(
          of: text, base, as: JobShopLayoutReader.self, or: FlexibleLayoutReader.self,
          if: { $0.jobs.contains { !$0.isEmpty } })
      ]
    default: return [try either(text, base)]
    }
  }

  /// The instance that is picked, or the only one.
  ///
  /// - Parameter pick: of many the number, from 1; of one its name or 0.
  /// - Throws: `InstanceError` saying how many there are.
  static func choose(
    _ pick: String?, of contents: [ShopContent], _ text: SourceText
  ) throws(InstanceError) -> ShopContent {
    if contents.count == 1 {
      try PickError.checkSingle(pick, name: contents[0].name, text)
      return contents[0]
    }
    return contents[try PickError.index(pick, in: 1...contents.count, of: text) - 1]
  }

  /// The content in one layout, or in the other one if only that fits and `accepts` takes it.
  ///
  /// - Throws: `InstanceError` of the first layout.
  private static func content<First: LayoutReader, Second: LayoutReader>(
    of text: SourceText, _ base: Int?, as: First.Type, or: Second.Type,
    if accepts: (ShopContent) -> Bool
  ) throws(InstanceError) -> ShopContent {
    do throws(InstanceError) {
      return try First.read(text, base: base)
    } catch {
      guard let other = try? Second.read(text, base: base), accepts(other) else { throw error }
      return other
    }
  }

  private static func either(
    _ text: SourceText, _ base: Int?
  ) throws(InstanceError) -> ShopContent {
    do throws(InstanceError) {
      return try content(
        of: text, base, as: FlexibleLayoutReader.self, or: JobShopLayoutReader.self,
        if: { _ in true })
    } catch {
      guard hasShapeOfJobShop(text) else { throw error }
    }
    return try JobShopLayoutReader.read(text, base: base)
  }

  /// Whether most lines have two numbers for each machine, or the file has them for each job and machine.
  private static func hasShapeOfJobShop(_ text: SourceText) -> Bool {
    var tokens = TokenReader(text)
    guard let size = try? ShopSize(&tokens, rest: .nothing) else { return false }
    let perLine = 2 * size.machines
    var (lines, fitting, total) = (0, 0, 0)
    while tokens.next() != nil {
      var count = 1
      while tokens.nextOnLine() != nil { count += 1 }
      lines += 1
      total += count
      if count == perLine { fitting += 1 }
    }
    return 2 * fitting > lines || (total % perLine == 0 && total / perLine == size.jobs)
  }

  /// Whether every job visits every machine once.
  private static func isClassical(_ content: ShopContent) -> Bool {
    content.jobs.allSatisfy { job in
      job.count == content.machineCount && Set(job.map { $0[0].machine }).count == job.count
    }
  }

  private static func firstByte(_ text: SourceText) -> UInt8? {
    let start = text.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    return text.bytes[start...].first {
      !($0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09)
    }
  }
}
