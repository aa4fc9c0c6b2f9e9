import Glibc

/// The small texts that the kernel writes about processes.
package enum SmallFile {
  /// The beginning of a file, at most 16 KiB; nil when there is none, as after the end of a process.
  package static func read(_ path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 14) { buffer in
      var length = 0
      while length < buffer.count {
        let count = Glibc.read(
          descriptor, buffer.baseAddress.map { $0 + length }, buffer.count - length)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { break }
        length += count
      }
      return String(decoding: buffer[..<length], as: UTF8.self)
    }
  }

  /// The most mebibytes that a process had in use since it became its program; nil after its end.
  package static func peakMemory(of id: pid_t) -> Int? {
    guard let text = read("/proc/\(id)/status") else { return nil }
    for line in text.split(separator: "\n") where line.hasPrefix("VmHWM:") {
      let words = line.split { $0 == " " || $0 == "\t" }
      return words.count > 1 ? Int(words[1]).map { $0 >> 10 } : nil
    }
    return nil
  }

  /// The entries of a folder whose names are numbers.
  package static func numbers(in folder: String) -> [pid_t] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var result: [pid_t] = []
    while let entry = readdir(stream) {
      let number = withUnsafeBytes(of: &entry.pointee.d_name) { bytes -> pid_t? in
        var value: pid_t = 0
        for byte in bytes {
          if byte == 0 { return value }
          guard byte >= 0x30, byte <= 0x39, value < pid_t.max / 16 else { return nil }
          value = 10 * value + pid_t(byte - 0x30)
        }
        return nil
      }
      if let number, number > 0 { result.append(number) }
    }
    return result
  }
}
