// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check

/** @type {Record<string, string | ((value: any) => string)>} */
export const ko = {
  'account.username': '사용자 이름',
  'account.password': '비밀번호',
  'account.signIn': '로그인',
  'account.signingIn': '로그인하는 중…',
  'account.signOut': '로그아웃',
  'account.lost': '로그인이 풀렸습니다. 다시 로그인해 주세요.',
  'rooms.loading': '불러오는 중…',
  'ask.no': '취소',
  'form.missing': (label) => `${label}: 입력해 주세요.`,
  'form.wait': (seconds) => `여러 번 틀렸습니다. ${seconds}초 뒤에 다시 시도해 주세요.`,
  'problem.invalid_credentials': '사용자 이름이나 비밀번호가 맞지 않습니다.',
};
