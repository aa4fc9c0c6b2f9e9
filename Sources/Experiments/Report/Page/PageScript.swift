/// What makes the report answer to clicks and keys: sorting, filters, drill-down, values under the pointer.
///
/// Plain JavaScript without libraries. Every text from the data enters the page as text, never as markup.
enum PageScript {
  /// The whole script.
  static let all = helpers + tables + charts + grid + instances + runs + course + drilldown

  /// Elements, numbers and order.
  private static let helpers = #"""
    'use strict';
    const $ = id => document.getElementById(id);
    const el = (tag, attributes = {}, ...children) => {
      const node = document.createElement(tag);
      for (const [key, value] of Object.entries(attributes))
        if (value !== null && value !== undefined) node.setAttribute(key, value);
      node.append(...children);
      return node;
    };
    const svgNode = (tag, attributes, text) => {
      const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
      for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
      if (text !== undefined) node.textContent = text;
      return node;
    };

    const isAbsent = value => value === null || value === undefined || value === '';
    const known = values => values.filter(value => !isAbsent(value));
    // So many decimals; two significant digits where those would all be zero.
    const decimal = (value, places) => {
      if (value === 0) return '0';
      const isSmall = Math.abs(value) < 0.5 * 10 ** -places;
      return isSmall ? value.toPrecision(2) : value.toFixed(places);
    };
    const unlessAbsent = text => value => isAbsent(value) ? '' : text(value);
    const show = {
      plain: unlessAbsent(String),
      percent: unlessAbsent(share => decimal(100 * share, 3)),
      seconds: unlessAbsent(time => decimal(time, time < 10 ? 3 : 1)),
    };

    const collator = new Intl.Collator('en', {numeric: true});
    const isInteger = text => typeof text === 'string' && /^-?\d+$/.test(text);
    // Of numbers, also of integers that are written as text because they are beyond 2^53.
    const byNumber = (a, b) => {
      const difference = Number(a) - Number(b);
      if (difference !== 0 || !isInteger(a) || !isInteger(b)) return difference;
      const [x, y] = [BigInt(a), BigInt(b)];
      return x < y ? -1 : Number(x > y);
    };
    // The rows by what `get` finds in them, as numbers if all are; absent values come last in either direction.
    const sorted = (rows, get, sign) => {
      const keyed = rows.map(row => ({row, key: get(row)}));
      const present = keyed.filter(entry => !isAbsent(entry.key));
      const absent = keyed.filter(entry => isAbsent(entry.key));
      const areNumbers = present.every(entry => !Number.isNaN(Number(entry.key)));
      const compare = areNumbers ? byNumber : collator.compare;
      present.sort((a, b) => sign * compare(a.key, b.key));
      return [...present, ...absent].map(entry => entry.row);
    };

    """#

  /// Heads of tables as buttons that sort, and the tables that stand in the page.
  private static let tables = #"""
    // Calls `sort(sign)` when the head is pressed, ascending first.
    const makeSortable = (head, sort) => head.firstElementChild.addEventListener('click', () => {
      const isAscending = head.getAttribute('aria-sort') !== 'ascending';
      for (const other of head.parentNode.children) other.setAttribute('aria-sort', 'none');
      head.setAttribute('aria-sort', isAscending ? 'ascending' : 'descending');
      sort(isAscending ? 1 : -1);
    });
    for (const table of document.querySelectorAll('table.sortable')) {
      const body = table.tBodies[0];
      [...table.tHead.rows[0].cells].forEach((head, column) => makeSortable(head, sign => {
        const key = row => row.cells[column].dataset.v ?? row.cells[column].textContent;
        body.append(...sorted([...body.rows], key, sign));
      }));
    }

    """#
}
